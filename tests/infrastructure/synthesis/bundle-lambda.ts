import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

/** Bundles a Lambda in a new folder, seen from which the sources are somewhere else. Returns the folder of what was built. */
export function bundleLambda(lambda: string, timeZone = 'UTC'): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
  const script = path.join(ROOT, 'tools/bundle-lambda.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, path.join(ROOT, 'lambdas', lambda)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TZ: timeZone },
  });
  if (status !== 0) throw new Error(stderr);
  return path.join(folder, 'dist');
}
