module.exports = { ...require('../../jest.preset.cjs'), displayName: 'module-delivery', rootDir: __dirname };
