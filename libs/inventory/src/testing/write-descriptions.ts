import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes JSON documents below a folder, by path. */
export function writeDescriptions(folder: string, documents: Readonly<Record<string, unknown>>): void {
  for (const [name, document] of Object.entries(documents)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document, null, 4));
  }
}
