// Makes the virtual environments of the tests that need Python, or of the folders given alone: `npm test` needs all, `npm run demo`
// that of libs/local-aws. Where Python or Java is missing this says what is skipped. Quick when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PYTHON = {
  name: 'Python 3.10 or newer with venv (apt-get install python3-venv, or python.org)',
  test: ['python3', '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'],
};
const JAVA = {
  name: 'Java 17 (apt-get install openjdk-17-jre-headless, or adoptium.net)',
  test: ['java', '-version'],
};

const ENVIRONMENTS = [
  {
    purpose: 'the tests on Spark (glue-scripts/tests), once, some 400 MB',
    requirements: 'glue-scripts/requirements-dev.txt',
    folder: '.venv',
    needs: [PYTHON, JAVA],
  },
  {
    purpose: 'checkov (tests/infrastructure/checkov), once, some 300 MB',
    requirements: 'tests/infrastructure/checkov/requirements.txt',
    folder: 'tests/infrastructure/checkov/.venv',
    needs: [PYTHON],
  },
  {
    purpose: 'the local AWS (libs/local-aws): MiniStack and moto, once, some 430 MB',
    requirements: 'libs/local-aws/requirements.txt',
    folder: 'libs/local-aws/.venv',
    needs: [PYTHON],
  },
  {
    purpose: 'the notebooks and their tests, once, some 830 MB',
    requirements: 'notebooks/requirements-laptop.txt',
    folder: 'notebooks/.venv',
    needs: [PYTHON],
  },
];

const given = process.argv.slice(2);

for (const { purpose, requirements, folder, needs } of ENVIRONMENTS) {
  if (given.length > 0 && !given.includes(path.dirname(folder))) continue;
  const wanted = path.join(ROOT, requirements);
  const venv = path.join(ROOT, folder);
  /** A copy of the requirements as they were when the last installation succeeded. */
  const installed = path.join(venv, 'installed-requirements.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) continue;

  const missing = needs.filter(({ test: [program, ...args] }) => spawnSync(program, args).status !== 0);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(' and ');
    console.log(`setup: ${names} not found, so what needs it is skipped: ${purpose}`);
    continue;
  }
  console.log(`setup: installing Python packages for ${purpose} ...`);
  if (install(venv, wanted)) copyFileSync(wanted, installed);
  else {
    console.error(`setup: the packages of ${requirements} could not be installed, see above.`);
    console.error("setup: 'pip config list' shows the index that was asked.");
    process.exitCode = 1;
  }
}

function install(venv, requirements) {
  const pip = path.join(venv, 'bin/pip');
  return (
    run('python3', '-m', 'venv', '--clear', venv) &&
    run(pip, 'install', '--quiet', '--disable-pip-version-check', '-r', requirements)
  );
}

function run(program, ...args) {
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
}
