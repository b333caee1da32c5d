module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'module-foundation',
  rootDir: __dirname,
};
