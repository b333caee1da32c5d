module.exports = { ...require('../../jest.preset.cjs'), displayName: 'stack-etl', rootDir: __dirname };
