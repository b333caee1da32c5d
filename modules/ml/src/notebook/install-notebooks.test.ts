import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';

const SCRIPT = path.join(__dirname, 'install-notebooks.sh');
const VERSION = 'egress-notebooks-0123456789abcdef';
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

const NOTEBOOK = '{\n "metadata": {\n  "kernelspec": {\n   "name": "python3"\n  }\n }\n}\n';
/** Copies what S3 would have, or fails halfway. */
const AWS = `#!/bin/bash
cp -r "$S3" "\${@: -1}"
[ -z "\${LINE_CUT:-}" ]`;
/** The real Python, but for pip, whose arguments are noted. */
const PYTHON = `#!/bin/bash
if [ "$2" = pip ]; then echo "$@" >> "$PIP_LOG"; else python3 "$@"; fi`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'install-notebooks-'));
  for (const name of ['s3', 'bin', 'SageMaker']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'bin/aws'), AWS, { mode: 0o755 });
  writeFileSync(path.join(folder, 'bin/python'), PYTHON, { mode: 0o755 });
  writeFileSync(path.join(folder, 's3/explore.ipynb'), NOTEBOOK);
  writeFileSync(path.join(folder, 's3/requirements.txt'), 'duckdb==1.5.6\n');
  const zip = zipSync({ 'egress_etl/__init__.py': new Uint8Array(), 'tables/egress.sql': new Uint8Array() });
  writeFileSync(path.join(folder, 's3/egress_etl.zip'), zip);
});
afterEach(() => rmSync(folder, { recursive: true }));

const inNotebooks = (name: string) => path.join(folder, 'SageMaker', VERSION, name);

/** Installs the version, and returns the exit code. */
function install(environment: Record<string, string> = {}): number | null {
  const args = [SCRIPT, `s3://bucket/notebooks/${VERSION}/`, path.join(folder, 'SageMaker')];
  return spawnSync('bash', [...args, path.join(folder, 'bin/python')], {
    env: {
      ...process.env,
      PATH: `${folder}/bin:${process.env['PATH']}`,
      S3: path.join(folder, 's3'),
      PIP_LOG: path.join(folder, 'pip.log'),
      ...environment,
    },
  }).status;
}

itWithPython(
  'puts notebooks, package and declarations side by side, for the kernel that pip installs into',
  () => {
    expect(install()).toBe(0);
    expect(readFileSync(inNotebooks('explore.ipynb'), 'utf8')).toContain('"name": "conda_python3"');
    expect(existsSync(inNotebooks('egress_etl/__init__.py'))).toBe(true);
    expect(existsSync(inNotebooks('tables/egress.sql'))).toBe(true);
    expect(existsSync(inNotebooks('egress_etl.zip'))).toBe(false);
    expect(readFileSync(path.join(folder, 'pip.log'), 'utf8')).toBe(
      `-m pip install --quiet --requirement ${inNotebooks('requirements.txt')}\n`,
    );
  },
);

itWithPython('leaves at the next start what a user has changed', () => {
  install();
  appendFileSync(inNotebooks('explore.ipynb'), 'mine');
  const installed = readdirSync(inNotebooks(''));
  expect(install()).toBe(0);
  expect(readdirSync(inNotebooks(''))).toEqual(installed);
  expect(readFileSync(inNotebooks('explore.ipynb'), 'utf8')).toMatch(/mine$/);
});

itWithPython('begins again after a download that broke off', () => {
  expect(install({ LINE_CUT: 'yes' })).not.toBe(0);
  expect(existsSync(inNotebooks(''))).toBe(false);
  expect(install()).toBe(0);
  expect(existsSync(inNotebooks('explore.ipynb'))).toBe(true);
});
