import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { WORKSPACE_ROOT } from './project-graph';

describe('the egress command', () => {
  it('is linked for npx and runs from any folder', () => {
    const { status, stdout } = spawnSync(path.join(WORKSPACE_ROOT, 'node_modules/.bin/egress'), ['--help'], {
      cwd: os.tmpdir(),
      encoding: 'utf8',
    });
    expect(stdout).toContain('Usage: egress');
    expect(status).toBe(0);
  });
});
