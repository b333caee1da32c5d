import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A text file that is written piece by piece and compressed on the way. */
export interface TextFile {
  readonly write: (text: string) => void;
  /** Resolves when what was written no longer waits in memory. */
  readonly drained: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const CHUNK_CHARACTERS = 1 << 18;
/** Speed before size: a simulation writes gigabytes. */
const GZIP_LEVEL = 1;

/** Creates the file and its folders; gzip when the name ends in `.gz`. A failure to write rejects `drained` or `close`. */
export function createTextFile(file: string): TextFile {
  mkdirSync(path.dirname(file), { recursive: true });
  const output = createWriteStream(file);
  const isCompressed = file.endsWith('.gz');
  const input = isCompressed ? createGzip({ level: GZIP_LEVEL, chunkSize: CHUNK_CHARACTERS }) : output;
  if (isCompressed) input.pipe(output);
  const written = finished(output);
  written.catch(() => undefined); // reported by drained or close
  let pending = '';
  const flush = (): void => {
    if (pending === '') return;
    input.write(pending, 'latin1');
    pending = '';
  };
  return {
    write: (text) => {
      pending += text;
      if (pending.length >= CHUNK_CHARACTERS) flush();
    },
    drained: async () => {
      if (input.writableNeedDrain) await Promise.race([once(input, 'drain'), written]);
    },
    close: async () => {
      flush();
      input.end();
      await written;
    },
  };
}
