module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'lambda-bedrock-analyzer',
  rootDir: __dirname,
};
