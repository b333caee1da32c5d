module.exports = { ...require('../../jest.preset.cjs'), displayName: 'sagemaker-rcf', rootDir: __dirname };
