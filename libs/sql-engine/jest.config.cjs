module.exports = { ...require('../../jest.preset.cjs'), displayName: 'sql-engine', rootDir: __dirname };
