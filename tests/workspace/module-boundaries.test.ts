import { lintMessages, type LintMessage, type Source } from './lint-messages';

const RULE = '@nx/enforce-module-boundaries';

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
    file: 'libs/fake-aws/src/fake-aws.ts',
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
  {
    name: 'a stack importing another stack',
    file: 'stacks/etl/src/etl-stack.ts',
    source: "export * from '@egress/stack-core';\n",
    says: 'tagged with "type:stack" can only depend on',
  },
  {
    name: 'a module importing an AWS SDK client',
    file: 'modules/storage/src/index.ts',
    source: "export * from '@aws-sdk/client-s3';\n",
    says: 'tagged with "type:module" is not allowed to import "@aws-sdk/client-s3"',
  },
  {
    name: 'a Lambda importing cdktf',
    file: 'lambdas/model-promoter/src/handler.ts',
    source: "export * from 'cdktf';\n",
    says: 'tagged with "type:lambda" is not allowed to import "cdktf"',
  },
  {
    name: 'a Lambda importing another',
    file: 'lambdas/model-promoter/src/handler.ts',
    source: "export * from '@egress/lambda-egress-cost-metric/contract';\n",
    says: 'tagged with "type:lambda" can only depend on',
  },
];

const ALLOWED = { file: 'libs/analysis/src/index.ts', source: "export * from '@egress/sql-engine';\n" };

/** What the rule says about each source. */
function boundaryErrors(sources: readonly Source[]): string[][] {
  return lintMessages(sources).map((messages) => messages.filter(isRelevant).map(({ message }) => message));
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
