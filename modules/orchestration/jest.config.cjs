module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'module-orchestration',
  rootDir: __dirname,
};
