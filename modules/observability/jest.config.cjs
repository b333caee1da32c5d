module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'module-observability',
  rootDir: __dirname,
};
