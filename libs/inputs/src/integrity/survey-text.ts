import { isAscii } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { Compression } from '../detection';
import type { HeaderSyntax } from './header-syntax';
import { gunzipWhole, openText } from './open-text';

const SMALL_FILE_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Bounds for memory where the marker turns out to be a word of the data. */
const MAX_MARKED_LINES = 1000;
const MAX_MARKED_LENGTH = 64 * 1024;

export interface Damage {
  /** `truncated`: the data ends too early. `corrupt`: it is not what was written (CRC, invalid codes). */
  readonly kind: 'truncated' | 'corrupt';
  readonly reason: string;
}

export interface TextSurvey {
  /** Lines below the header that are not empty; a last line without line end counts. */
  readonly lines: number;
  /** After decompression. */
  readonly bytes: number;
  readonly damage: Damage | null;
  /** Bytes after the end of the gzip data, which are no gzip data. */
  readonly trailingBytes: number;
  /** Carriage returns that do not belong to line ends, or line ends of both kinds. */
  readonly hasMixedLineEnds: boolean;
  readonly endsWithLineEnd: boolean;
  readonly isUtf8: boolean;
  readonly hasEmptyFields: boolean;
  /** The distinct lines that hold the marker: the header, and those of logs that were joined to this one. */
  readonly markedLines: readonly string[];
}

/**
 * Reads a text file once, at the speed of decompression: is its gzip data whole (DuckDB does not check the CRC),
 * how many lines has it, and which lines hold the marker of headers. Rejects only where the file cannot be read.
 */
export async function surveyText(
  localPath: string,
  compression: Compression,
  headerLines: number,
  syntax: HeaderSyntax | null,
): Promise<TextSurvey> {
  const counter = lineCounter(headerLines, syntax);
  const { size } = await stat(localPath);
  let consumed = size;
  let damage: Damage | null = null;
  try {
    consumed = await readThrough(localPath, compression, size, counter.add);
  } catch (error) {
    damage = damageOf(error as NodeJS.ErrnoException);
    if (damage === null) throw error;
  }
  const trailingBytes = damage === null ? size - consumed : 0;
  return { ...counter.result(), damage, trailingBytes };
}

/** Gives all decompressed bytes to `onBytes` and returns how many of the file's bytes were gzip data (or plain text). */
async function readThrough(
  localPath: string,
  compression: Compression,
  size: number,
  onBytes: (bytes: Buffer) => void,
): Promise<number> {
  // Flow logs come in many small files: one call of zlib for a whole file is faster than a stream.
  const whole = compression === 'gzip' && size <= SMALL_FILE_BYTES ? await gunzipWhole(localPath) : null;
  if (whole !== null) {
    onBytes(whole.bytes);
    return whole.consumed;
  }
  const { bytes, consumed } = openText(localPath, compression);
  for await (const chunk of bytes) onBytes(chunk as Buffer);
  return consumed();
}

/** What zlib complains about; null for errors that are not zlib's. */
export function damageOf(error: NodeJS.ErrnoException): Damage | null {
  if (error.code === 'Z_BUF_ERROR') return { kind: 'truncated', reason: error.message };
  if (error.code?.startsWith('Z_')) return { kind: 'corrupt', reason: error.message };
  return null;
}

function lineCounter(headerLines: number, syntax: HeaderSyntax | null) {
  let bytes = 0;
  let lines = 0;
  let crLf = 0;
  let carriageReturns = 0;
  let lineFeeds = 0;
  /** Length of the line so far, and its last byte, across chunks. */
  let lengthBefore = 0;
  let lastByte = LINE_FEED;
  let hasEmptyFields = false;
  const markedLines = syntax === null ? null : markedLineCollector(syntax.marker);
  const emptyField = syntax?.emptyField === undefined ? null : Buffer.from(syntax.emptyField);
  const encoding = utf8Check();

  const add = (chunk: Buffer): void => {
    if (chunk.includes(CARRIAGE_RETURN)) carriageReturns += countOf(chunk, CARRIAGE_RETURN);
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const isCrLf = (end > 0 ? chunk[end - 1] : lastByte) === CARRIAGE_RETURN;
      lineFeeds++;
      if (isCrLf) crLf++;
      if (lineFeeds > headerLines && lengthBefore + end - start > (isCrLf ? 1 : 0)) lines++;
      lengthBefore = 0;
      start = end + 1;
    }
    lengthBefore += chunk.length - start;
    markedLines?.add(chunk);
    encoding.add(chunk);
    if (emptyField !== null && !hasEmptyFields) hasEmptyFields = chunk.includes(emptyField);
    bytes += chunk.length;
    lastByte = chunk[chunk.length - 1] ?? lastByte;
  };

  const result = () => ({
    lines: lines + (lineFeeds >= headerLines && lengthBefore > 0 ? 1 : 0),
    bytes,
    hasMixedLineEnds: carriageReturns !== crLf || (crLf > 0 && crLf !== lineFeeds),
    endsWithLineEnd: lastByte === LINE_FEED,
    isUtf8: encoding.holds(),
    hasEmptyFields,
    markedLines: markedLines?.lines() ?? [],
  });
  return { add, result };
}

/** Logs are ASCII as a rule: only from the first byte on that is not are they decoded. */
function utf8Check() {
  let decoder: TextDecoder | null = null;
  let holds = true;
  const decode = (chunk: Buffer | undefined): void => {
    try {
      decoder?.decode(chunk, { stream: chunk !== undefined });
    } catch {
      holds = false;
    }
  };
  const add = (chunk: Buffer): void => {
    if (!holds || (decoder === null && isAscii(chunk))) return;
    decoder ??= new TextDecoder('utf-8', { fatal: true });
    decode(chunk);
  };
  return {
    add,
    holds: () => {
      if (holds) decode(undefined);
      return holds;
    },
  };
}

function countOf(chunk: Buffer, byte: number): number {
  let count = 0;
  for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) count++;
  return count;
}

/** Finds the distinct lines that hold the marker, also where chunks cut them. */
function markedLineCollector(word: string) {
  const marker = Buffer.from(word);
  const found = new Set<string>();
  let cut: Buffer = Buffer.alloc(0);

  const collect = (text: Buffer): void => {
    for (let at = text.indexOf(marker); at !== -1 && found.size < MAX_MARKED_LINES;) {
      const start = text.lastIndexOf(LINE_FEED, at) + 1;
      const next = text.indexOf(LINE_FEED, at);
      const end = next === -1 ? text.length : next;
      found.add(text.toString('utf8', start, end).trimEnd());
      at = text.indexOf(marker, end);
    }
  };
  const add = (chunk: Buffer): void => {
    const firstEnd = chunk.indexOf(LINE_FEED);
    const lastEnd = chunk.lastIndexOf(LINE_FEED);
    if (firstEnd === -1) {
      cut = Buffer.concat([cut, chunk]).subarray(0, MAX_MARKED_LENGTH);
      return;
    }
    collect(Buffer.concat([cut, chunk.subarray(0, firstEnd)]));
    collect(chunk.subarray(firstEnd + 1, lastEnd));
    cut = chunk.subarray(lastEnd + 1).subarray(0, MAX_MARKED_LENGTH);
  };
  const lines = (): string[] => {
    collect(cut);
    return [...found];
  };
  return { add, lines };
}
