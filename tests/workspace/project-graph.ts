import { execFileSync } from 'node:child_process';
import path from 'node:path';

export const WORKSPACE_ROOT = path.resolve(__dirname, '../..');

export interface Project {
  readonly root: string;
  readonly tags: readonly string[];
  readonly targets: Readonly<Record<string, unknown>>;
}

/** Every project that Nx sees, by name. Also leaves the project graph in Nx's cache, where the lint rule looks for it. */
export function readProjects(): Readonly<Record<string, Project>> {
  const json = execFileSync(process.execPath, [require.resolve('nx/bin/nx.js'), 'graph', '--print'], {
    cwd: WORKSPACE_ROOT,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { graph } = JSON.parse(json) as { graph: { nodes: Record<string, { data: Project }> } };
  return Object.fromEntries(Object.entries(graph.nodes).map(([name, node]) => [name, node.data]));
}
