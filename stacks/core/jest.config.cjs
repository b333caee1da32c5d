module.exports = { ...require('../../jest.preset.cjs'), displayName: 'stack-core', rootDir: __dirname };
