// Makes a bare clone ready to run: checks Node, installs the packages of package-lock.json when they are not there
// yet, and says what optional programs are missing. Quick when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

requireNode();
if (!packagesInstalled()) installPackages();
mentionChromium();

/** Stops with exit code 1 when this Node is older than package.json's `engines` asks for. */
function requireNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '');
  if (process.versions.node.localeCompare(wanted, 'en', { numeric: true }) >= 0) return;
  fail(
    `Node ${wanted} or newer is needed, this is ${process.versions.node}. Run 'nvm install', or see nodejs.org.`,
  );
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes down what it installed in
 * node_modules/.package-lock.json; packages for other platforms are optional and absent there.
 */
function packagesInstalled() {
  if (!existsSync(path.join(ROOT, 'node_modules/.package-lock.json'))) return false;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(readJson('package-lock.json').packages)
    .filter(([folder]) => folder !== '')
    .every(([folder, wanted]) => {
      const found = installed[folder];
      return found === undefined ? wanted.optional === true : identity(found) === identity(wanted);
    });
}

function identity({ version, integrity, resolved, bin }) {
  return JSON.stringify({ version, integrity, resolved, bin });
}

function installPackages() {
  console.log('setup: installing packages (npm ci) ...');
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    fail("'npm ci' failed, see above. It needs the npm registry that 'npm config get registry' names.");
}

function mentionChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = CHROMIUM_NAMES.some((name) => folders.some((folder) => existsSync(path.join(folder, name))));
  if (onPath || process.env.CHROMIUM_PATH) return;
  console.log(
    'setup: no Chromium found, so the browser tests of the report (tests/browser) will be skipped. ' +
      "'apt-get install chromium' brings it, or set CHROMIUM_PATH.",
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}
