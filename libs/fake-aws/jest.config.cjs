module.exports = { ...require('../../jest.preset.cjs'), displayName: 'fake-aws', rootDir: __dirname };
