module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'lambda-remediation-orchestrator',
  rootDir: __dirname,
};
