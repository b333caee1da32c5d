import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { DetectedFile } from '../detection';

/** Files whose content is already in an earlier file, with that file. Only files of equal size are read for it. */
export async function contentCopies(
  files: readonly DetectedFile[],
): Promise<Map<DetectedFile, DetectedFile>> {
  const copies = new Map<DetectedFile, DetectedFile>();
  const originals = new Map<string, DetectedFile>();
  for (const file of files) {
    if (!files.some((other) => other !== file && other.size === file.size)) continue;
    const hash = await contentHash(file.localPath);
    const original = originals.get(hash);
    if (original) copies.set(file, original);
    else originals.set(hash, file);
  }
  return copies;
}

async function contentHash(localPath: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(localPath), hash);
  return hash.digest('hex');
}
