import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip, gunzip, type Gunzip } from 'node:zlib';
import type { Compression } from '../detection';

export interface OpenText {
  /** The decompressed bytes; fails with zlib's error where the gzip data is damaged (node checks its CRC). */
  readonly bytes: Readable;
  /** Compressed bytes that were part of gzip members; what is left in the file is no gzip data. */
  readonly consumed: () => number;
}

/** Decompression runs in libuv's threads; large chunks keep the event loop out of the way. */
export function openText(localPath: string, compression: Compression, chunkSize = 1024 * 1024): OpenText {
  const file = createReadStream(localPath, { highWaterMark: 256 * 1024 });
  if (compression === 'none') return { bytes: file, consumed: () => file.bytesRead };
  const stream: Gunzip = createGunzip({ chunkSize });
  file.on('error', (error) => stream.destroy(error));
  stream.on('close', () => file.destroy());
  file.pipe(stream);
  return { bytes: stream, consumed: () => stream.bytesWritten };
}

const MOST_WHOLE_BYTES = 256 * 1024 * 1024;

export interface WholeText {
  readonly bytes: Buffer;
  /** Compressed bytes that were part of gzip members. */
  readonly consumed: number;
}

/**
 * A gzip file in one call of zlib, which fails with its error where the data is damaged; null when the text is too large
 * to hold.
 */
export async function gunzipWhole(localPath: string): Promise<WholeText | null> {
  const file = await readFile(localPath);
  return new Promise((resolve, reject) => {
    const done = (error: NodeJS.ErrnoException | null, result: unknown): void => {
      if (error?.code === 'ERR_BUFFER_TOO_LARGE') return resolve(null);
      if (error !== null) return reject(error);
      // With `info` the result has the engine too, which @types/node does not know.
      const { buffer, engine } = result as { readonly buffer: Buffer; readonly engine: Gunzip };
      resolve({ bytes: buffer, consumed: engine.bytesWritten });
    };
    gunzip(file, { info: true, chunkSize: sizeInTrailer(file), maxOutputLength: MOST_WHOLE_BYTES }, done);
  });
}

const LEAST_CHUNK_BYTES = 64 * 1024;
const MOST_CHUNK_BYTES = 64 * 1024 * 1024;

/** A gzip member ends with the size of its text: a chunk of that size spares putting smaller ones together. */
function sizeInTrailer(file: Buffer): number {
  const size = file.length >= 4 ? file.readUInt32LE(file.length - 4) : 0;
  return Math.min(Math.max(size + 1, LEAST_CHUNK_BYTES), MOST_CHUNK_BYTES);
}
