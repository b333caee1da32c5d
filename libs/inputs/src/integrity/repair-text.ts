import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { constants } from 'node:zlib';
import type { Compression } from '../detection';
import type { HeaderSyntax } from './header-syntax';
import { openText } from './open-text';
import { damageOf } from './survey-text';

const WRITE_BYTES = 1024 * 1024;
const MOST_CHUNK_BYTES = 16 * 1024;

interface Source {
  readonly localPath: string;
  readonly compression: Compression;
  /** Of the file, in bytes. */
  readonly size: number;
  /** What of a line, whose characters are the bytes of the file, is the record. @default all */
  readonly recordOf?: (line: string) => string;
}

/** A readable piece of a text log, plain and without header. Skipped lines are left empty, so that lines keep their numbers. */
export interface RepairedPart {
  readonly localPath: string;
  readonly fields: readonly string[] | null;
  /** Lines of the original before this part's first line. */
  readonly lineOffset: number;
  readonly records: number;
  readonly bytes: number;
}

/**
 * Copies what can be read of a text to plain files in `folder`: complete lines only up to a gzip fault, line ends all
 * alike, headers left out, lines with an empty field made to be rejected. Where a header names other fields than the one before, a new part begins.
 */
export async function repairText(
  source: Source,
  fields: readonly string[] | null,
  headerLines: number,
  syntax: HeaderSyntax | null,
  folder: string,
): Promise<RepairedPart[]> {
  const parts: RepairedPart[] = [];
  let part = openPart(folder, fields, 0);
  let lineNumber = 0;
  for await (const line of recordsOf(source)) {
    lineNumber++;
    const header = lineNumber <= headerLines ? { fields: null } : (syntax?.read(line) ?? null);
    const named = header?.fields ?? null;
    if (named !== null && named.join(' ') !== part.fields?.join(' ')) {
      parts.push(part.close());
      part = openPart(folder, named, lineNumber - 1);
    }
    part.write(header === null ? rejectable(line, syntax) : '');
  }
  parts.push(part.close());
  return parts.filter(({ records }) => records > 0);
}

/**
 * DuckDB forgives a surplus field that is NULL, and so an empty field in the middle would shift the others in silence. With
 * a word at the end it rejects the line.
 */
function rejectable(line: string, syntax: HeaderSyntax | null): string {
  const hasEmptyField = syntax?.delimiter !== undefined && line.includes(syntax.delimiter.repeat(2));
  return hasEmptyField ? `${line} surplus` : line;
}

function openPart(folder: string, fields: readonly string[] | null, lineOffset: number) {
  const localPath = path.join(folder, `${randomUUID()}.txt`);
  const descriptor = openSync(localPath, 'wx');
  let pending = '';
  let records = 0;
  let bytes = 0;
  const flush = (): void => {
    bytes += writeSync(descriptor, pending, null, 'latin1');
    pending = '';
  };
  return {
    fields,
    write: (line: string): void => {
      if (line !== '') records++;
      pending += `${line}\n`;
      if (pending.length >= WRITE_BYTES) flush();
    },
    close: (): RepairedPart => {
      flush();
      closeSync(descriptor);
      return { localPath, fields, lineOffset, records, bytes };
    },
  };
}

async function* recordsOf(source: Source): AsyncGenerator<string> {
  for await (const line of completeLines(source)) yield source.recordOf?.(line) ?? line;
}

/** Lines as latin1, so that their bytes stay what they are; a last line counts as complete if nothing is damaged. */
async function* completeLines({ localPath, compression, size }: Source): AsyncGenerator<string> {
  // zlib gives nothing of the chunk in which it finds the fault: small ones save more.
  const chunkSize = Math.max(constants.Z_MIN_CHUNK, Math.min(MOST_CHUNK_BYTES, Math.floor(size / 64)));
  let rest = '';
  try {
    for await (const chunk of openText(localPath, compression, chunkSize).bytes) {
      const lines = (rest + (chunk as Buffer).toString('latin1')).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    if (damageOf(error as NodeJS.ErrnoException) === null) throw error;
    return;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
