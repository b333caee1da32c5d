module.exports = { ...require('../../jest.preset.cjs'), displayName: 'stack-monitoring', rootDir: __dirname };
