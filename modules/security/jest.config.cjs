module.exports = { ...require('../../jest.preset.cjs'), displayName: 'module-security', rootDir: __dirname };
