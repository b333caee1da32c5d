module.exports = { ...require('../../jest.preset.cjs'), displayName: 'module-storage', rootDir: __dirname };
