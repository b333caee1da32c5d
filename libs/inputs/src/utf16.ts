import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UnreadableInputError, type FileHead } from './detection';
import { openText } from './integrity/open-text';

/** Copies a UTF-16 text to UTF-8 in `folder` and returns where; null when the text is not UTF-16. */
export async function asUtf8(head: FileHead, folder: string): Promise<string | null> {
  if (head.encoding === 'utf-8') return null;
  const copy = path.join(folder, `${randomUUID()}.txt`);
  const decoded = Readable.toWeb(openText(head.localPath, head.compression).bytes).pipeThrough(
    new TextDecoderStream(head.encoding),
  );
  try {
    await pipeline(Readable.fromWeb(decoded), createWriteStream(copy, { encoding: 'utf8' }));
  } catch (error) {
    throw new UnreadableInputError(
      `${head.path}: UTF-16 text that cannot be read (${(error as Error).message})`,
    );
  }
  return copy;
}
