module.exports = { ...require('../../jest.preset.cjs'), displayName: 'findings', rootDir: __dirname };
