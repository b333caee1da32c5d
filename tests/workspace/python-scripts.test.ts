import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { WORKSPACE_ROOT } from './project-graph';

const PROGRAMS = path.join(WORKSPACE_ROOT, '.venv/bin');
const isInstalled = existsSync(path.join(PROGRAMS, 'ruff'));
if (!isInstalled) {
  process.stderr.write(
    "SKIPPED: the checks of Python scripts, because 'node tools/setup-python.mjs' has not installed ruff and mypy.\n",
  );
}

/** The jobs and the notebooks have their own checks. */
const scripts = execFileSync('git', ['ls-files', '*.py'], { cwd: WORKSPACE_ROOT, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => !/^(glue-scripts|notebooks)\//.test(file));

/** What a program says against the scripts, by the rules of the jobs; '' when it is content. */
function objections(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(path.join(PROGRAMS, program), [...args, ...scripts], {
    cwd: WORKSPACE_ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

const RULES = ['--config', 'glue-scripts/pyproject.toml'];

(isInstalled ? describe : describe.skip)('the Python scripts of other projects', () => {
  it('are more than one', () => expect(scripts.length).toBeGreaterThan(1));

  it.each([
    ['are formatted', 'ruff', ['format', '--check', ...RULES]],
    ['have nothing that the linter minds', 'ruff', ['check', ...RULES]],
    ['are typed strictly', 'mypy', ['--strict', '--ignore-missing-imports', '--scripts-are-modules']],
  ] as const)('%s', (_behaviour, program, args) => expect(objections(program, ...args)).toBe(''), 120_000);
});
