import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const PROGRAMS = path.join(__dirname, '.venv/bin');
const isInstalled = existsSync(path.join(PROGRAMS, 'pytest'));

if (!isInstalled) {
  process.stderr.write(
    "SKIPPED: the notebooks, because 'node tools/setup-python.mjs' has not installed their Python.\n",
  );
}

/** What a program of the virtual environment says against the notebooks; '' when it is content. */
function objections(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(path.join(PROGRAMS, program), args, {
    cwd: __dirname,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

(isInstalled ? describe : describe.skip)('the notebooks and their package', () => {
  it.each([
    ['are formatted', 'ruff', ['format', '--check', '.']],
    ['have nothing that the linter minds', 'ruff', ['check', '.']],
    ['are typed strictly', 'mypy', []],
    ['find in simulated data what was put there', 'pytest', ['-q']],
  ] as const)('%s', (_behaviour, program, args) => expect(objections(program, ...args)).toBe(''), 600_000);
});
