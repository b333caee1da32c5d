import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIGURATIONS } from '../configurations';
import { emit } from '../emitted-environment';
import { bundleLambda } from './bundle-lambda';

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
    const first = hashesIn(bundleLambda('model-promoter', 'UTC'));
    expect(Object.keys(first)).toHaveLength(2);
    expect(hashesIn(bundleLambda('model-promoter', 'Asia/Kolkata'))).toEqual(first);
  });
});
