module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'stack-ml-platform',
  rootDir: __dirname,
};
