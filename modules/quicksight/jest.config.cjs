module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'module-quicksight',
  rootDir: __dirname,
};
