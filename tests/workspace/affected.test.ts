import { execFileSync } from 'node:child_process';
import { WORKSPACE_ROOT } from './project-graph';

/** The stacks that `nx affected -t synth` makes again when a file changes. */
function affectedStacks(file: string): string[] {
  const nx = [require.resolve('nx/bin/nx.js'), 'show', 'projects', '--json'];
  const json = execFileSync(
    process.execPath,
    [...nx, '--affected', `--files=${file}`, '--with-target=synth'],
    {
      cwd: WORKSPACE_ROOT,
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
    },
  );
  return (JSON.parse(json) as string[]).map((name) => name.replace('@egress/stack-', '')).sort();
}

it.each([
  ['lambdas/egress-cost-metric/src/handler.ts', ['monitoring']],
  ['lambdas/model-promoter/src/handler.ts', ['ml-platform']],
  ['lambdas/bedrock-analyzer/src/handler.ts', ['ai-orchestration']],
  ['notebooks/explore-egress.ipynb', ['ml-platform']],
  ['libs/report/src/index.ts', []],
])('editing %s makes only the stack that owns it again', (file, stacks) => {
  expect(affectedStacks(file)).toEqual(stacks);
});

it('a construct may be in any stack, and so makes all of them again', () => {
  const all = affectedStacks('modules/security/src/role.ts');
  expect(all).toEqual(
    expect.arrayContaining(['core', 'ingestion', 'etl', 'ml-platform', 'ai-orchestration']),
  );
  expect(affectedStacks('environments/example.json')).toEqual(all);
});
