module.exports = { ...require('../../jest.preset.cjs'), displayName: 'prices', rootDir: __dirname };
