module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'module-processing',
  rootDir: __dirname,
};
