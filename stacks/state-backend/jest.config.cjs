module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'stack-state-backend',
  rootDir: __dirname,
};
