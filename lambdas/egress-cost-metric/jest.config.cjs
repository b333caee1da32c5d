module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'lambda-egress-cost-metric',
  rootDir: __dirname,
};
