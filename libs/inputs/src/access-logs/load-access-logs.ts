import type { SqlEngine } from '@egress/sql-engine';
import { UnreadableInputError, type DetectedFile, type InputReport } from '../detection';
import { soundTexts } from '../integrity/sound-texts';
import type { AccessLog } from './access-log';
import { CLOUDFRONT_LOG } from './cloudfront-log';
import { createRequests, readableTogether, readParquet, readTexts } from './read-requests';
import { S3_ACCESS_LOG } from './s3-access-log';
import { settleRequests, type TextCounts } from './settle-requests';

const MAX_SAMPLES = 20;

export interface AccessLogOptions {
  /** Take what can be read of damaged files, and leave out unreadable ones, with a note, rather than fail. */
  readonly keepGoing: boolean;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

/**
 * Reads S3 server access logs into the table `s3_requests`, each request once however often it was delivered, and
 * reports on every file. Throws UnreadableInputError that names the damaged files, unless `keepGoing`.
 */
export function loadS3AccessLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  options: AccessLogOptions,
): Promise<InputReport[]> {
  return loadAccessLogs(engine, files, S3_ACCESS_LOG, options);
}

/**
 * Reads CloudFront standard logs (W3C, JSON lines, Parquet) into the table `cloudfront_requests`, each request once, also
 * where versions 1 and 2 log it both. Throws UnreadableInputError that names the damaged files, unless `keepGoing`.
 */
export function loadCloudFrontLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  options: AccessLogOptions,
): Promise<InputReport[]> {
  return loadAccessLogs(engine, files, CLOUDFRONT_LOG, options);
}

async function loadAccessLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  log: AccessLog,
  { keepGoing, onProgress }: AccessLogOptions,
): Promise<InputReport[]> {
  const textFiles = files.filter((file) => file.parquetColumns === null);
  const parquetFiles = files.filter((file) => file.parquetColumns !== null);
  const { texts, notes: soundness } = await soundTexts(textFiles, {
    syntax: log.headers,
    folder: engine.scratchFolder,
    keepGoing,
    onProgress: (done, total) => onProgress?.('checking access logs', done, total),
  });
  const notes = new Map(files.map((file) => [file, [...(soundness.get(file.path) ?? [])]]));

  const readings = [
    ...readableTogether(texts).map((group) => ({
      files: group.map(([, { file }]) => file),
      read: () => readTexts(engine, log, group),
    })),
    ...parquetFiles.map((file, i) => ({
      files: [file],
      read: () => readParquet(engine, log, file, texts.length + i),
    })),
  ];
  await createRequests(engine, log);
  for (const [done, reading] of readings.entries()) {
    try {
      await reading.read();
    } catch (error) {
      const [reason] = (error as Error).message.split('\n');
      if (!keepGoing) {
        throw new UnreadableInputError(reading.files.map((file) => `${file.path}: ${reason}.`).join('\n'));
      }
      for (const file of reading.files) notes.get(file)?.push(`${file.path}: ${reason}. It was left out.`);
    }
    onProgress?.('reading access logs', done + 1, readings.length);
  }

  const countsOf = await settleRequests(engine, log, texts);
  const parts = new Map(files.map((file) => [file, [] as TextCounts[]]));
  for (const [id, file] of [...texts.map((text) => text.file), ...parquetFiles].entries()) {
    parts.get(file)?.push(countsOf(id));
  }
  return files.map((file) => report(file, parts.get(file) ?? [], notes.get(file) ?? []));
}

function report(file: DetectedFile, parts: readonly TextCounts[], notes: readonly string[]): InputReport {
  const sum = (count: (part: TextCounts) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  const repeated = sum((part) => part.repeated);
  const records = repeated === 1 ? 'record was' : 'records were';
  return {
    path: file.path,
    kind: file.detection.kind,
    format: file.detection.format,
    records: sum((part) => part.records),
    malformed: sum((part) => part.malformed),
    samples: parts
      .flatMap((part) => part.samples)
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .slice(0, MAX_SAMPLES)
      .map((sample) => ({ file: file.path, ...sample })),
    notes: [
      ...notes,
      ...(repeated > 0
        ? [`${file.path}: ${repeated} ${records} delivered more than once and counted once.`]
        : []),
    ],
  };
}
