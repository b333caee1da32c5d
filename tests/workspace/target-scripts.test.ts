import { existsSync } from 'node:fs';
import path from 'node:path';
import { readProjects, WORKSPACE_ROOT } from './project-graph';

interface Target {
  readonly options?: { readonly command?: string };
}

const commands = Object.entries(readProjects()).flatMap(([project, { targets }]) =>
  Object.entries(targets).map(([target, value]) => ({
    target: `${project}:${target}`,
    command: (value as Target).options?.command ?? '',
  })),
);

it('finds scripts in the commands of targets', () => {
  expect(commands.flatMap(({ command }) => scriptsOf(command)).length).toBeGreaterThan(10);
});

it.each(commands)('$target runs scripts that are there', ({ command }) => {
  expect(scriptsOf(command).filter((file) => !existsSync(path.join(WORKSPACE_ROOT, file)))).toEqual([]);
});

function scriptsOf(command: string): string[] {
  return command.split(' ').filter((word) => /\.(mjs|cjs|ts)$/.test(word));
}
