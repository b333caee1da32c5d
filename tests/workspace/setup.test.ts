import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { WORKSPACE_ROOT } from './project-graph';

function setup(env: Record<string, string>): { status: number | null; output: string } {
  const script = path.join(WORKSPACE_ROOT, 'tools/setup.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env });
  return { status, output: stdout + stderr };
}

describe('tools/setup.mjs', () => {
  it('installs nothing and says nothing when all is there', () => {
    expect(setup({ PATH: '', CHROMIUM_PATH: '/usr/bin/chromium' })).toEqual({ status: 0, output: '' });
  });

  it('names the tests that are skipped without Chromium, and how to get it', () => {
    const { status, output } = setup({ PATH: '' });
    expect(status).toBe(0);
    expect(output).toMatch(/tests\/browser.*apt-get install chromium/);
  });
});
