module.exports = { ...require('../../jest.preset.cjs'), displayName: 'module-ml', rootDir: __dirname };
