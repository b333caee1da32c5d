import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CONFIGURATIONS } from '../configurations';
import { emit } from '../emitted-environment';

const ROOT = path.resolve(__dirname, '../../..');

/** File in a folder → hash of its bytes. */
function hashesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}

/** Bundles a Lambda in a new folder, seen from which the sources are somewhere else, in another time zone. */
function bundle(lambda: string, timeZone: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
  const script = path.join(ROOT, 'tools/bundle-lambda.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, path.join(ROOT, 'lambdas', lambda)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TZ: timeZone },
  });
  if (status !== 0) throw new Error(stderr);
  return hashesIn(path.join(folder, 'dist'));
}

describe('the same commit', () => {
  it.each(Object.entries(CONFIGURATIONS))(
    'is synthesised to the same bytes twice: %s',
    (_name, configuration) => {
      const first = hashesIn(emit(configuration).folder);
      expect(Object.keys(first).length).toBeGreaterThan(6);
      expect(hashesIn(emit(configuration).folder)).toEqual(first);
    },
  );

  it('is bundled to the same bytes twice, in other folders and time zones', () => {
    const first = bundle('model-promoter', 'UTC');
    expect(Object.keys(first)).toHaveLength(2);
    expect(bundle('model-promoter', 'Asia/Kolkata')).toEqual(first);
  });
});
