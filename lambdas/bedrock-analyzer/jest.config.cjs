module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'lambda-bedrock-analyzer',
  rootDir: __dirname,
  // hyparquet is published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!hyparquet/)'],
};
