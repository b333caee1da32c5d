import { createInterface } from 'node:readline';
import type { Compression } from '../detection';
import { openText } from '../integrity/open-text';

/** The numbers, from 1, at which lines stand in a text: the first of each; in the order of `lines`, null if not found. */
export async function lineNumbers(
  localPath: string,
  compression: Compression,
  lines: readonly (string | null)[],
): Promise<(number | null)[]> {
  const found = new Map<string | null, number>();
  const sought = new Set(lines);
  const { bytes } = openText(localPath, compression);
  const reader = createInterface({ input: bytes, crlfDelay: Infinity });
  let number = 0;
  for await (const line of reader) {
    number++;
    if (sought.delete(line)) found.set(line, number);
    if (sought.size === 0) break;
  }
  bytes.destroy();
  return lines.map((line) => found.get(line) ?? null);
}
