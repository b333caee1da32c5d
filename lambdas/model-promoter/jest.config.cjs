module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'lambda-model-promoter',
  rootDir: __dirname,
};
