import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UnreadableInputError, type FileHead } from './detection';
import { openText } from './integrity/open-text';

/** Copies a UTF-16 text to UTF-8 in `folder` and returns where; null when the text is not UTF-16. */
export async function asUtf8(head: FileHead, folder: string): Promise<string | null> {
  if (head.encoding === 'utf-8') return null;
  const copy = path.join(folder, `${randomUUID()}.txt`);
  const { bytes } = openText(head.localPath, head.compression);
  try {
    await pipeline(bytes, decodeFrom(head.encoding), createWriteStream(copy));
  } catch (error) {
    throw new UnreadableInputError(
      `${head.path}: UTF-16 text that cannot be read (${(error as Error).message})`,
    );
  }
  return copy;
}

function decodeFrom(encoding: FileHead['encoding']) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
}
