import os from 'node:os';
import { forEachConcurrently } from '../concurrency';
import { UnreadableInputError, type Compression, type DetectedFile } from '../detection';
import type { HeaderSyntax } from './header-syntax';
import { repairText } from './repair-text';
import { surveyText, type TextSurvey } from './survey-text';
import { unwrappedBytes } from './wrapped-record';

/** A text log, or a part of one, that DuckDB can read as it is. */
export interface SoundText {
  readonly file: DetectedFile;
  /** The file itself, or a repaired copy of it. */
  readonly localPath: string;
  readonly compression: Compression;
  readonly fields: readonly string[] | null;
  /** Lines to skip at the beginning. */
  readonly headerLines: number;
  /** To be added to a line's number to get the number in `file`. */
  readonly lineOffset: number;
  /** Lines that are not empty, without the header at the beginning. */
  readonly lines: number;
  /** After decompression. */
  readonly bytes: number;
  /** Whether the file is UTF-8 to its end. */
  readonly isUtf8: boolean;
}

export interface SoundTexts {
  readonly texts: readonly SoundText[];
  /** What is to be said about a file, by its path. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
}

export interface SoundnessOptions {
  readonly syntax: HeaderSyntax | null;
  /** For repaired copies. */
  readonly folder: string;
  /** Take what can be read of corrupt files, with a note, rather than fail. */
  readonly keepGoing: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Checks every text file to its end and repairs what can be repaired, so that no total is wrong in silence: truncated
 * gzip data (what is there is read), headers in the middle, mixed line ends, bytes after the gzip data. Records that are
 * wrapped are unwrapped.
 * Throws UnreadableInputError naming all corrupt files, unless `keepGoing`.
 */
export async function soundTexts(
  files: readonly DetectedFile[],
  options: SoundnessOptions,
): Promise<SoundTexts> {
  const found = new Map<DetectedFile, SoundText[]>();
  const notes = new Map<string, string[]>();
  const problems: string[] = [];
  await forEachConcurrently(files, 2 * os.availableParallelism(), async (file) => {
    const survey = await surveyOf(file, options);
    if (survey.damage?.kind === 'corrupt' && !options.keepGoing) {
      problems.push(
        `${file.path}: the gzip data is corrupt (${survey.damage.reason}). Get the file again, or use --keep-going to read what can be read.`,
      );
      return;
    }
    const texts = needsRepair(file, survey, options.syntax)
      ? await repaired(file, survey, options)
      : [asItIs(file, survey)];
    found.set(file, texts);
    const fileNotes = notesOn(file, survey, texts);
    if (fileNotes.length > 0) notes.set(file.path, fileNotes);
    options.onProgress?.(found.size, files.length);
  });
  if (problems.length > 0) throw new UnreadableInputError(problems.sort().join('\n'));
  const texts = files.flatMap((file) => found.get(file) ?? []).filter(({ lines }) => lines > 0);
  return { texts, notes };
}

async function surveyOf(file: DetectedFile, { syntax }: SoundnessOptions): Promise<TextSurvey> {
  try {
    return await surveyText(file.localPath, file.compression, file.detection.headerLines ?? 0, syntax);
  } catch (error) {
    throw new UnreadableInputError(`${file.path}: cannot be read (${(error as Error).message})`);
  }
}

function needsRepair(file: DetectedFile, survey: TextSurvey, syntax: HeaderSyntax | null): boolean {
  const own = file.detection.fields?.join(' ');
  const hasOtherHeader = survey.markedLines.some((line) => {
    const fields = syntax?.read(line)?.fields;
    return fields !== undefined && fields !== null && fields.join(' ') !== own;
  });
  const isDamaged = survey.damage !== null || survey.trailingBytes > 0;
  return (
    file.detection.isWrapped === true ||
    isDamaged ||
    survey.hasMixedLineEnds ||
    survey.hasEmptyFields ||
    hasOtherHeader
  );
}

function asItIs(file: DetectedFile, survey: TextSurvey): SoundText {
  return {
    file,
    localPath: file.localPath,
    compression: file.compression,
    fields: file.detection.fields ?? null,
    headerLines: file.detection.headerLines ?? 0,
    lineOffset: 0,
    lines: survey.lines,
    bytes: survey.bytes,
    isUtf8: survey.isUtf8,
  };
}

async function repaired(
  file: DetectedFile,
  { isUtf8 }: TextSurvey,
  { syntax, folder }: SoundnessOptions,
): Promise<SoundText[]> {
  const { fields = null, headerLines = 0, isWrapped = false } = file.detection;
  const source = { ...file, ...(isWrapped ? { recordOf: unwrappedBytes } : {}) };
  const parts = await repairText(source, fields, headerLines, syntax, folder);
  return parts.map(({ records, ...part }) => ({
    file,
    compression: 'none',
    headerLines: 0,
    lines: records,
    isUtf8,
    ...part,
  }));
}

function notesOn(file: DetectedFile, survey: TextSurvey, texts: readonly SoundText[]): string[] {
  const notes: string[] = [];
  const readable = texts.reduce((sum, text) => sum + text.bytes, 0);
  const lines = texts.reduce((sum, text) => sum + text.lines, 0);
  if (survey.damage?.kind === 'truncated') {
    notes.push(
      `${file.path}: truncated gzip, ${readable} bytes (${lines} records) were readable; the rest is missing.`,
    );
  } else if (survey.damage?.kind === 'corrupt') {
    notes.push(
      `${file.path}: corrupt gzip (${survey.damage.reason}), ${readable} bytes (${lines} records) were readable; some of them may be wrong and the rest is missing.`,
    );
  } else if (lines === 0) {
    notes.push(`${file.path}: holds no records.`);
  } else if (!survey.endsWithLineEnd) {
    notes.push(`${file.path}: its last line has no line end and may have been cut off.`);
  }
  if (survey.trailingBytes > 0) {
    notes.push(
      `${file.path}: ${survey.trailingBytes} bytes after the gzip data are no gzip data and were ignored.`,
    );
  }
  return notes;
}
