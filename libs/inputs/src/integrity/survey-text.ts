import { isAscii } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { Compression } from '../detection';
import { textCounter } from './count-text';
import type { HeaderSyntax } from './header-syntax';
import { markedLines } from './marked-lines';
import { gunzipWhole, openText } from './open-text';

const SMALL_FILE_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;

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
  let lastByte = LINE_FEED;
  /** Lines of the header that are not empty: they are no records. */
  let filledHeaderLines = 0;
  const counter = textCounter(syntax ?? NO_SYNTAX);
  const marked = syntax === null ? null : markedLines(syntax.marker);
  const encoding = utf8Check();

  const addPiece = (piece: Buffer): void => {
    const { markers } = counter.counts();
    counter.add(piece);
    marked?.add(piece, counter.counts().markers > markers);
    encoding.add(piece);
    bytes += piece.length;
    lastByte = piece.at(-1) ?? lastByte;
  };
  const add = (chunk: Buffer): void => {
    let rest = chunk;
    while (rest.length > 0 && counter.counts().lineFeeds < headerLines) {
      const end = rest.indexOf(LINE_FEED) + 1 || rest.length;
      addPiece(rest.subarray(0, end));
      rest = rest.subarray(end);
      filledHeaderLines = counter.counts().lineFeeds - counter.counts().emptyLines;
    }
    if (rest.length > 0) addPiece(rest);
  };

  const result = () => {
    const { lineFeeds, carriageReturns, crLf, emptyLines, emptyFields } = counter.counts();
    const endsWithLineEnd = lastByte === LINE_FEED;
    const cutOffLine = lineFeeds >= headerLines && !endsWithLineEnd ? 1 : 0;
    return {
      lines: lineFeeds - emptyLines - filledHeaderLines + cutOffLine,
      bytes,
      hasMixedLineEnds: carriageReturns !== crLf || (crLf > 0 && crLf !== lineFeeds),
      endsWithLineEnd,
      isUtf8: encoding.holds(),
      hasEmptyFields: emptyFields > 0,
      markedLines: marked?.lines() ?? [],
    };
  };
  return { add, result };
}

/** No log holds such a line. */
const NO_SYNTAX = { marker: '\0' };

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
