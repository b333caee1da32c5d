// Runs pytest of .venv: `run-pytest.mjs FOLDER RESULTS_XML`. Without .venv (no Python or Java, see
// tools/setup-python.mjs) nothing runs, which is said and is not a failure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PYTEST = '.venv/bin/pytest';
const [folder, results] = process.argv.slice(2);

if (existsSync(PYTEST)) {
  const { status } = spawnSync(PYTEST, ['-q', folder, `--junitxml=${results}`], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  console.warn(`SKIPPED: ${folder} needs Python and Java; run 'npm test' to see which is missing.`);
}
