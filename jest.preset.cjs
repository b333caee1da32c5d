const { mkdirSync } = require('node:fs');
const path = require('node:path');

// Jest writes its results there (tools/nx/targets.mjs), but does not make the folder.
mkdirSync(path.join(__dirname, 'dist/test-results'), { recursive: true });

/** What every project's jest.config.cjs extends: TypeScript by swc, no network, one place for time-outs. */
module.exports = {
  testEnvironment: 'node',
  globalSetup: path.join(__dirname, 'tools/jest-temporary-folder.cjs'),
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.[tj]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  transformIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
