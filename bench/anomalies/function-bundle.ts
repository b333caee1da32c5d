import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** The zip file of a Lambda function as it is deployed, made of the sources as they are now. */
export function functionBundle(lambda: string): Buffer {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
  try {
    const source = path.join(ROOT, 'lambdas', lambda);
    const script = path.join(ROOT, 'tools/bundle-lambda.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, source], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${lambda} cannot be bundled: ${stderr}`);
    return readFileSync(path.join(folder, 'dist', source, 'function.zip'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
