module.exports = { ...require('../../jest.preset.cjs'), displayName: 'etl', rootDir: __dirname };
