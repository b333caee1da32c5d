module.exports = { ...require('../../jest.preset.cjs'), displayName: 'module-functions', rootDir: __dirname };
