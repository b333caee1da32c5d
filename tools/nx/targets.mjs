import path from 'node:path';

/**
 * Nx plugin: gives each project its targets, so that no package.json repeats them. What they read and whether they are
 * cached is in nx.json.
 */
const TARGETS_BY_FILE = {
  'tsconfig.json': (root) => ({
    lint: { command: `eslint --max-warnings=0 ${root}` },
    typecheck: { command: `tsc -p ${root}/tsconfig.json` },
    ...(/^lambdas\/[^/]+$/.test(root) ? bundleTarget(root) : {}),
    ...(/^stacks\/[^/]+$/.test(root) ? synthTarget(path.basename(root)) : {}),
  }),
  'jest.config.cjs': (root) =>
    testTarget(
      resultsFile(root, 'json'),
      (results) => `jest -c ${root}/jest.config.cjs --json --outputFile=${results}`,
    ),
  'requirements-dev.txt': (root) =>
    testTarget(resultsFile(root, 'xml'), (results) => `node tools/nx/run-pytest.mjs ${root} ${results}`),
};

export const createNodes = [
  `**/{${Object.keys(TARGETS_BY_FILE).join(',')}}`,
  (configFiles) =>
    configFiles.map((file) => {
      const root = path.dirname(file);
      return [file, { projects: { [root]: { root, targets: TARGETS_BY_FILE[path.basename(file)](root) } } }];
    }),
];

/** The results are an output, so that tools/count-tests.mjs can count the tests of cached projects too. */
function testTarget(results, command) {
  return { test: { command: command(results), outputs: [`{workspaceRoot}/${results}`] } };
}

function resultsFile(root, extension) {
  return `dist/test-results/${root.replaceAll('/', '-')}.${extension}`;
}

function bundleTarget(root) {
  return {
    bundle: {
      command: `node tools/bundle-lambda.mjs ${root}`,
      outputs: [`{workspaceRoot}/dist/${root}`],
    },
  };
}

/** The Terraform JSON of one stack, and what the real provider says to it. */
function synthTarget(stack) {
  return {
    synth: {
      command: `tsx stacks/synth-stack.ts ${stack}`,
      outputs: [`{workspaceRoot}/dist/synth/${stack}`],
    },
    validate: { command: `tsx tests/infrastructure/terraform/validate-synthesised.ts ${stack}` },
  };
}
