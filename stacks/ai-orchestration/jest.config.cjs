module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'stack-ai-orchestration',
  rootDir: __dirname,
};
