import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip, type Gunzip } from 'node:zlib';
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
  const gunzip: Gunzip = createGunzip({ chunkSize });
  file.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => file.destroy());
  file.pipe(gunzip);
  return { bytes: gunzip, consumed: () => gunzip.bytesWritten };
}
