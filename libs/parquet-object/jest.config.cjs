module.exports = { ...require('../../jest.preset.cjs'), displayName: 'parquet-object', rootDir: __dirname };
