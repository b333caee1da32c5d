import { open, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { UnreadableInputError, type FileHead } from './detection';

/** Compressed or plain bytes that are enough for headers and some records. */
const HEAD_BYTES = 8 * 1024;
const HEAD_LINES = 50;

/**
 * The beginning of one file; of a Parquet file without its columns, which are at its end (see parquet-columns.ts).
 * `localPath` is where the bytes are when `path` is a remote address.
 * Throws UnreadableInputError where the file cannot be opened, or is a gzip file that is damaged there.
 */
export async function readHead(path: string, localPath = path): Promise<FileHead> {
  const { size, start } = await readStart(path, localPath);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { path, localPath, size, compression: 'none', encoding: 'utf-8', lines: [], parquetColumns: [] };
  }
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = isGzip ? await gunzipStart(path, start) : start;
  const encoding = encodingOf(bytes);
  // The decoder drops the byte-order mark.
  const lines = firstLines(new TextDecoder(encoding).decode(bytes), size <= HEAD_BYTES);
  return {
    path,
    localPath,
    size,
    compression: isGzip ? 'gzip' : 'none',
    encoding,
    lines,
    parquetColumns: null,
  };
}

async function readStart(path: string, localPath: string): Promise<{ size: number; start: Buffer }> {
  try {
    const { size } = await stat(localPath);
    const file = await open(localPath);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return { size, start: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UnreadableInputError(`${path}: cannot be read (${(error as Error).message})`);
  }
}

/** Where the data is damaged, what comes before the fault is enough to tell what the file is. */
async function gunzipStart(path: string, start: Buffer): Promise<Buffer> {
  const { bytes, error } = await gunzip(start, HEAD_BYTES);
  if (error === null) return bytes;
  // zlib gives nothing of the chunk in which it finds the fault.
  const beforeFault = (await gunzip(start, constants.Z_MIN_CHUNK)).bytes;
  if (beforeFault.length > 0) return beforeFault;
  throw new UnreadableInputError(`${path}: the gzip data is damaged from its beginning (${error.message})`);
}

async function gunzip(start: Buffer, chunkSize: number): Promise<{ bytes: Buffer; error: Error | null }> {
  const chunks: Buffer[] = [];
  const stream = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize });
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.end(start);
  const error = await finished(stream).then(
    () => null,
    (fault: Error) => fault,
  );
  return { bytes: Buffer.concat(chunks), error };
}

function encodingOf(bytes: Buffer): FileHead['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function firstLines(text: string, isWhole: boolean): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const isCutOff = !isWhole && lines.length > 1;
  return (isCutOff ? lines.slice(0, -1) : lines).slice(0, HEAD_LINES);
}
