module.exports = { ...require('../../jest.preset.cjs'), displayName: 'inputs', rootDir: __dirname };
