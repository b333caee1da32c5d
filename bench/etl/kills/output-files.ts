import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Files below a folder by their paths in it, sorted; none where it does not exist, or a file is gone again. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

export const ledgerEntries = (output: string): string[] =>
  filesBelow(path.join(output, '_ledger')).filter((file) => /\/\d+\.json$/.test(file));

export const stagedFiles = (output: string): string[] => filesBelow(path.join(output, 'staging'));

/** Half-written copies of killed runs, which no reader and no later run looks at. */
export const unfinishedFiles = (output: string): string[] =>
  filesBelow(output).filter((file) => path.basename(file).startsWith('.unfinished-'));

/** Names, contents and times of all files together. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) {
    const whole = path.join(folder, file);
    hash.update(`${file}\n${statSync(whole).mtimeMs}\n`).update(readFileSync(whole));
  }
  return hash.digest('hex');
}
