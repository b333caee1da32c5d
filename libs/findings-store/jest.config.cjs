module.exports = { ...require('../../jest.preset.cjs'), displayName: 'findings-store', rootDir: __dirname };
