import path from 'node:path';
import { literalPattern, sqlList, type SqlEngine } from '@egress/sql-engine';
import type { Compression, DetectedFile } from '../detection';
import { soundTexts, type SoundText } from '../integrity/sound-texts';
import { FLOW_LOG_HEADERS } from './header';
import { dashedColumns, parquetSignature, parquetSource } from './parquet-source';
import { pathLiterals } from './path-literals';
import { recordColumns } from './record-columns';
import { textSignature, textSource } from './text-source';

export interface FlowLogOptions {
  /** Take what can be read of corrupt files, with a note, rather than fail. */
  readonly keepGoing: boolean;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

/** What is read from one place: a text (or a repaired part of one) or a Parquet file. */
export interface FlowLogPart {
  readonly file: DetectedFile;
  readonly localPath: string;
  readonly compression: Compression;
  /** To be added to line numbers; null where lines mean nothing. */
  readonly lineOffset: number | null;
  /** As the file counts them, before any is found malformed. */
  readonly records: number;
}

/** Parts that fit through memory together, and the SELECT that reads them as `flow_records`. */
export interface FlowLogBatch {
  readonly parts: readonly FlowLogPart[];
  readonly sql: string;
  /** A SELECT of the impossible records: `localPath`, `line` (the text; NULL in Parquet) and `complaint`. */
  readonly impossibleSql: string;
}

export interface PreparedFlowLogs {
  readonly batches: readonly FlowLogBatch[];
  /** What is to be said about a file, by its path. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
}

/** Chosen so that a batch's conversations and fingerprints fit in DuckDB's memory limit. */
const BATCH_TEXT_BYTES = 512 * 1024 * 1024;
const BATCH_PARQUET_ROWS = 3_000_000;

/**
 * Checks the flow logs and divides them into batches. Throws UnreadableInputError that names a damaged file, unless
 * `keepGoing`.
 */
export async function prepareFlowLogs(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  { keepGoing, onProgress }: FlowLogOptions,
): Promise<PreparedFlowLogs> {
  const { texts, notes } = await soundTexts(
    files.filter((file) => file.parquetColumns === null),
    {
      syntax: FLOW_LOG_HEADERS,
      folder: engine.scratchFolder,
      keepGoing,
      onProgress: (done, total) => onProgress?.('checking files', done, total),
    },
  );
  const parquets = files.filter((file) => file.parquetColumns !== null);
  const paths = parquets.map(({ localPath }) => localPath);
  const rows = await parquetRows(engine, paths);
  const dashed = await dashedColumns(engine, paths);
  return {
    batches: [
      ...inBatches(texts, (text) => text.bytes, BATCH_TEXT_BYTES).map(textBatch),
      ...inBatches(parquets, (file) => rows.get(file.localPath) ?? 0, BATCH_PARQUET_ROWS).map((batch) =>
        parquetBatch(batch, rows, dashed),
      ),
    ],
    notes,
  };
}

async function parquetRows(engine: SqlEngine, paths: readonly string[]): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map();
  const rows = await engine.query<{ file_name: string; num_rows: number }>(
    `SELECT file_name, num_rows FROM parquet_file_metadata(${sqlList(paths.map(literalPattern))})`,
  );
  return new Map(rows.map(({ file_name, num_rows }) => [file_name, num_rows]));
}

function inBatches<T>(items: readonly T[], sizeOf: (item: T) => number, limit: number): T[][] {
  const batches: T[][] = [];
  let size = Infinity;
  for (const item of items) {
    if (size + sizeOf(item) > limit) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(item);
    size += sizeOf(item);
  }
  return batches;
}

function textBatch(texts: readonly SoundText[]): FlowLogBatch {
  const parts = texts.map(({ lines, ...text }) => ({ ...text, records: lines }));
  return batchOf(
    parts,
    groupBy(texts, textSignature, ({ file }) => file.path).map(([place, group]) => [
      place,
      textSource(group),
    ]),
  );
}

function parquetBatch(
  files: readonly DetectedFile[],
  rows: ReadonlyMap<string, number>,
  dashed: ReadonlySet<string>,
): FlowLogBatch {
  const parts = files.map((file) => ({
    file,
    localPath: file.localPath,
    compression: file.compression,
    lineOffset: null,
    records: rows.get(file.localPath) ?? 0,
  }));
  return batchOf(
    parts,
    groupBy(files, parquetSignature, (file) => file.path).map(([place, group]) => [
      place,
      parquetSource(group, dashed),
    ]),
  );
}

type Source = ReturnType<typeof textSource>;

function batchOf(
  parts: readonly FlowLogPart[],
  sources: readonly (readonly [string, Source])[],
): FlowLogBatch {
  const selects = sources.map(([place, { fields, source, line, column, written }]) => {
    const { columns, complaint } = recordColumns(fields, pathLiterals(place), column, written);
    return {
      records: `SELECT ${columns} FROM ${source}`,
      impossible: `SELECT filename AS "localPath", ${line} AS line, ${complaint} AS complaint FROM ${source} WHERE complaint IS NOT NULL`,
    };
  });
  return {
    parts,
    sql: selects.map(({ records }) => records).join(' UNION ALL BY NAME '),
    impossibleSql: selects.map(({ impossible }) => impossible).join(' UNION ALL BY NAME '),
  };
}

/** Groups of one signature whose paths say the same of account and region, each with one of its paths. */
function groupBy<T>(
  items: readonly T[],
  signatureOf: (item: T) => string,
  pathOf: (item: T) => string,
): (readonly [string, T[]])[] {
  const groups = new Map<string, readonly [string, T[]]>();
  for (const item of items) {
    const place = path.resolve(pathOf(item));
    const key = `${signatureOf(item)} ${JSON.stringify(pathLiterals(place))}`;
    const group = groups.get(key) ?? ([place, []] as const);
    group[1].push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}
