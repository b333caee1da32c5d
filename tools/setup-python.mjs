// Makes .venv for the Python tests of glue-scripts (the transformations on Spark), which only `npm test` needs.
// Without Python or Java they are skipped, and this says so. Quick when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REQUIREMENTS = path.join(ROOT, 'glue-scripts/requirements-dev.txt');
const VENV = path.join(ROOT, '.venv');
/** A copy of the requirements as they were when the last installation succeeded. */
const INSTALLED = path.join(VENV, 'installed-requirements.txt');

if (!upToDate()) {
  const missing = [
    [
      'python3',
      ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))'],
      'Python 3.9 or newer with venv',
    ],
    ['java', ['-version'], 'Java 17'],
  ].filter(([program, args]) => spawnSync(program, args).status !== 0);
  if (missing.length === 0) install();
  else skip(missing.map(([, , name]) => name).join(' and '));
}

function upToDate() {
  return existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(REQUIREMENTS, 'utf8');
}

function install() {
  console.log('setup: installing the Python packages of glue-scripts into .venv (once, some 400 MB) ...');
  const pip = path.join(VENV, 'bin/pip');
  const done =
    run('python3', '-m', 'venv', '--clear', VENV) &&
    run(pip, 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS);
  if (done) copyFileSync(REQUIREMENTS, INSTALLED);
  else {
    console.error(
      "setup: the Python packages could not be installed, see above. 'pip config list' shows the index.",
    );
    process.exitCode = 1;
  }
}

function skip(missing) {
  console.log(`setup: ${missing} not found, so the tests on Spark (glue-scripts/tests) will be skipped.`);
}

function run(program, ...args) {
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
}
