import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const RESOURCE_ID = /\b[a-z]+-[0-9a-f]{17}\b/g;

/**
 * Puts other ids in the place of some, in every file of text below a folder, compressed or not. An account chooses the ids of
 * what is created in it, and simulated traffic must be that of what is there.
 */
export function renameResources(folder: string, newIds: ReadonlyMap<string, string>): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const isCompressed = file.endsWith('.gz');
    const text = (isCompressed ? gunzipSync(bytes) : bytes).toString();
    const renamed = text.replace(RESOURCE_ID, (id) => newIds.get(id) ?? id);
    if (renamed === text) continue;
    writeFileSync(file, isCompressed ? gzipSync(renamed, { level: 1 }) : renamed);
  }
}
