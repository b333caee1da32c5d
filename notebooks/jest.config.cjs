module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'notebooks',
  rootDir: __dirname,
  // JupyterLab brings packages of its own, some of them twice.
  modulePathIgnorePatterns: ['<rootDir>/.venv/'],
};
