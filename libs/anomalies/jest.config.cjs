module.exports = { ...require('../../jest.preset.cjs'), displayName: 'anomalies', rootDir: __dirname };
