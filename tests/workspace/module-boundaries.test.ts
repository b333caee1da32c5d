import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readProjects, WORKSPACE_ROOT } from './project-graph';

const RULE = '@nx/enforce-module-boundaries';

interface LintMessage {
  readonly ruleId: string | null;
  readonly message: string;
  readonly fatal?: boolean;
}

/** Name → an import that breaks the rule if it stands in that file, and what the rule says. */
const VIOLATIONS = [
  {
    name: 'a contract importing a util',
    file: 'libs/contracts/src/index.ts',
    source: "export * from '@egress/sql-engine';\n",
    says: 'tagged with "type:contract" can only depend on',
  },
  {
    name: 'a util importing a feature',
    file: 'libs/sql-engine/src/index.ts',
    source: "export * from '@egress/report';\n",
    says: 'tagged with "type:util" can only depend on',
  },
  {
    name: 'the simulator importing the analysis',
    file: 'libs/simulator/src/index.ts',
    source: "export * from '@egress/analysis';\n",
    says: 'tagged with "scope:simulation" can only depend on',
  },
  {
    name: 'the report importing the findings',
    file: 'libs/report/src/index.ts',
    source: "export * from '@egress/findings';\n",
    says: 'tagged with "scope:report" can only depend on',
  },
  {
    name: 'a relative import that leaves the project',
    file: 'libs/prices/src/index.ts',
    source: "export * from '../../contracts/src/units';\n",
    says: 'Projects cannot be imported by a relative or absolute path',
  },
];

const ALLOWED = { file: 'libs/analysis/src/index.ts', source: "export * from '@egress/sql-engine';\n" };

/** What the rule says about each source; the project graph is read first because the rule needs it in Nx's cache. */
function boundaryErrors(sources: readonly { file: string; source: string }[]): string[][] {
  readProjects();
  const json = execFileSync(process.execPath, [path.join(__dirname, 'lint-sources.mjs')], {
    cwd: WORKSPACE_ROOT,
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  return (JSON.parse(json) as LintMessage[][]).map((messages) =>
    messages.filter(isRelevant).map(({ message }) => message),
  );
}

/** A file that cannot be parsed was not checked, so that counts as well. */
function isRelevant({ ruleId, fatal }: LintMessage): boolean {
  return ruleId === RULE || fatal === true;
}

describe('module boundaries', () => {
  let errors: string[][];
  beforeAll(() => (errors = boundaryErrors([...VIOLATIONS, ALLOWED])));

  it.each(VIOLATIONS.map(({ name, says }, n) => ({ name, says, n })))('reject $name', ({ says, n }) => {
    expect(errors[n]).toContainEqual(expect.stringContaining(says));
  });

  it('allow an import along both axes', () => {
    expect(errors.at(-1)).toEqual([]);
  });
});
