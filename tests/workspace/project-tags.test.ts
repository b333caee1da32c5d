import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { readProjects, WORKSPACE_ROOT } from './project-graph';

interface DepConstraint {
  readonly sourceTag: string;
}

/** The tags whose imports the module boundary rule constrains. */
function constrainedTags(): string[] {
  const eslint = path.join(WORKSPACE_ROOT, 'node_modules/eslint/bin/eslint.js');
  const config = execFileSync(process.execPath, [eslint, '--print-config', 'libs/contracts/src/index.ts'], {
    cwd: WORKSPACE_ROOT,
    encoding: 'utf8',
  });
  const { rules } = JSON.parse(config) as {
    rules: Record<'@nx/enforce-module-boundaries', [number, { depConstraints: DepConstraint[] }]>;
  };
  return rules['@nx/enforce-module-boundaries'][1].depConstraints.map(({ sourceTag }) => sourceTag);
}

const projects = Object.entries(readProjects());
const tags = constrainedTags();

it('finds the projects of this workspace', () => {
  expect(projects.map(([name]) => name)).toEqual(
    expect.arrayContaining(['@egress/cli', '@egress/contracts']),
  );
});

it('has no constraint that untagged projects could hide behind', () => {
  expect(tags).not.toContain('*');
});

describe.each(projects)('%s', (_name, project) => {
  it.each(['type', 'scope'])('has exactly one %s tag, and it is constrained', (axis) => {
    const own = project.tags.filter((tag) => tag.startsWith(`${axis}:`));
    expect(own).toHaveLength(1);
    expect(tags).toContain(own[0]);
  });
});
