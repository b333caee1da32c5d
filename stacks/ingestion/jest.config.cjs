module.exports = { ...require('../../jest.preset.cjs'), displayName: 'stack-ingestion', rootDir: __dirname };
