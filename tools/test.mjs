// `npm test`: formatting, then lint, type check and tests of every project (those unchanged come from Nx's cache),
// then one line with the totals. Exit code 1 when any of it failed.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = 'dist/test-results';

rmSync(path.join(ROOT, RESULTS), { recursive: true, force: true });
const checksPassed = [
  succeeds('npx prettier --check --log-level=warn .'),
  succeeds('npx eslint --max-warnings=0 tools *.mjs *.cjs'),
  succeeds('npx nx run-many -t lint typecheck test --outputStyle=static'),
].every(Boolean);
if (!checksPassed) console.error('\nnpm test: formatting, lint, type check or tests failed, see above.');
process.exitCode = succeeds(`node tools/count-tests.mjs ${RESULTS}`) && checksPassed ? 0 : 1;

function succeeds(command) {
  return spawnSync(command, { cwd: ROOT, stdio: 'inherit', shell: true }).status === 0;
}
