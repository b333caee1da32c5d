import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import { lineNumbers } from '../access-logs/line-numbers';
import type { DetectedFile, InputReport, MalformedSample } from '../detection';
import type { FlowLogBatch, FlowLogPart, PreparedFlowLogs } from './prepare-flow-logs';
import { MALFORMED } from './record-checks';
import { REJECTS_SCAN_TABLE, REJECTS_TABLE } from './text-source';

const MAX_SAMPLES = 20;
/** A header of the same fields in the middle of joined logs: DuckDB cannot read it as a record, and it is none. */
const IS_HEADER = `regexp_matches(csv_line, '^[A-Za-z][A-Za-z0-9_ -]*\\r?$') AND contains(csv_line, 'addr')`;

interface Malformed {
  readonly localPath: string;
  readonly count: number;
}

/** Counts what is malformed while batches are read, and reports on every file at the end. */
export interface FlowLogReporter {
  /** To be called once after each batch was read, while its rejects are there. */
  readonly collect: (batch: FlowLogBatch) => Promise<void>;
  readonly reports: () => InputReport[];
}

export function flowLogReporter(
  engine: SqlEngine,
  files: readonly DetectedFile[],
  prepared: PreparedFlowLogs,
): FlowLogReporter {
  const malformed = new Map<DetectedFile, number>();
  const headers = new Map<DetectedFile, number>();
  const samples: MalformedSample[] = [];

  const collect = async (batch: FlowLogBatch): Promise<void> => {
    const partOf = new Map(batch.parts.map((part) => [part.localPath, part]));
    const add = (counts: Map<DetectedFile, number>, rows: readonly Malformed[]): void => {
      for (const { localPath, count } of rows) {
        const file = partOf.get(localPath)?.file;
        if (file) counts.set(file, (counts.get(file) ?? 0) + count);
      }
    };
    const rejects = await readRejects(engine);
    add(malformed, rejects.malformed);
    add(headers, rejects.headers);
    samples.push(...rejects.samples.map((row) => sampleOf(row, partOf)));

    const impossible = await readImpossible(engine, batch);
    add(malformed, impossible.malformed);
    samples.push(...impossible.samples.map((row) => sampleOf(row, partOf)));
  };

  const reports = (): InputReport[] => {
    const recordsOf = new Map<DetectedFile, number>();
    for (const { file, records } of prepared.batches.flatMap(({ parts }) => parts)) {
      recordsOf.set(file, (recordsOf.get(file) ?? 0) + records);
    }
    return files.map((file) => {
      const isBad = malformed.get(file) ?? 0;
      return {
        path: file.path,
        kind: file.detection.kind,
        format: file.detection.format,
        records: Math.max(0, (recordsOf.get(file) ?? 0) - isBad - (headers.get(file) ?? 0)),
        malformed: isBad,
        samples: samples
          .filter((sample) => sample.file === file.path)
          .sort(byLine)
          .slice(0, MAX_SAMPLES),
        notes: prepared.notes.get(file.path) ?? [],
      };
    });
  };
  return { collect, reports };
}

function byLine(a: MalformedSample, b: MalformedSample): number {
  return (a.line ?? 0) - (b.line ?? 0);
}

interface SampleRow {
  readonly localPath: string;
  readonly line: number | null;
  readonly reason: string;
}

function sampleOf(
  { localPath, line, reason }: SampleRow,
  partOf: ReadonlyMap<string, FlowLogPart>,
): MalformedSample {
  const part = partOf.get(localPath);
  const offset = part?.lineOffset ?? null;
  const fields = part?.file.detection.fields ?? [];
  return {
    file: part?.file.path ?? localPath,
    line: line === null || offset === null ? null : line + offset,
    reason: reason.replace(/"c(\d+)"/g, (_, index) => `"${fields[Number(index)]}"`),
  };
}

async function readRejects(engine: SqlEngine) {
  const { n } = await engine.queryOne<{ n: number }>(
    `SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = ${sqlLiteral(REJECTS_TABLE)}`,
  );
  if (n === 0) return { malformed: [], headers: [], samples: [] };
  const lines = `
    SELECT s.file_path, e.line, any_value(e.csv_line) AS csv_line, 
      arg_min(e.error_message, coalesce(e.column_idx, 0)) AS reason
    FROM ${REJECTS_TABLE} AS e JOIN ${REJECTS_SCAN_TABLE} AS s ON s.scan_id = e.scan_id AND s.file_id = e.file_id
    GROUP BY s.file_path, e.line`;
  const count = (where: string) =>
    engine.query<Malformed>(
      `SELECT file_path AS "localPath", count(*) AS count FROM (${lines}) WHERE ${where} GROUP BY file_path`,
    );
  const result = {
    malformed: await count(`NOT (${IS_HEADER})`),
    headers: await count(IS_HEADER),
    samples: await engine.query<SampleRow>(
      `SELECT file_path AS "localPath", line, reason FROM (${lines})
       WHERE NOT (${IS_HEADER}) ORDER BY file_path, line LIMIT ${MAX_SAMPLES}`,
    ),
  };
  await clearRejects(engine);
  return result;
}

/** Forgets what was rejected, for readings that must not be counted again. */
export async function clearRejects(engine: SqlEngine): Promise<void> {
  await engine.run(`DROP TABLE IF EXISTS ${REJECTS_TABLE}; DROP TABLE IF EXISTS ${REJECTS_SCAN_TABLE}`);
}

/** Records that could be taken apart but cannot be true; they are looked for only where the aggregation met some. */
async function readImpossible(engine: SqlEngine, batch: FlowLogBatch) {
  const { n } = await engine.queryOne<{ n: number }>(
    `SELECT count(*) AS n FROM flow_conversations WHERE log_status = '${MALFORMED}'`,
  );
  if (n === 0) return { malformed: [], samples: [] };
  const malformed = await engine.query<Malformed>(
    `SELECT "localPath", count(*) AS count FROM (${batch.impossibleSql}) GROUP BY "localPath"`,
  );
  const records = await engine.query<ImpossibleRow>(
    `SELECT DISTINCT * FROM (${batch.impossibleSql}) ORDER BY ALL LIMIT ${MAX_SAMPLES}`,
  );
  await clearRejects(engine);
  return { malformed, samples: await withLineNumbers(batch, records) };
}

interface ImpossibleRow {
  readonly localPath: string;
  readonly line: string | null;
  readonly complaint: string;
}

/** DuckDB does not count lines of records that it can take apart, so their files are searched for the text. */
async function withLineNumbers(batch: FlowLogBatch, records: readonly ImpossibleRow[]): Promise<SampleRow[]> {
  const samples: SampleRow[] = [];
  for (const { localPath, compression, lineOffset } of batch.parts) {
    const own = records.filter((record) => record.localPath === localPath);
    if (own.length === 0) continue;
    const isText = lineOffset !== null;
    const numbers = isText
      ? await lineNumbers(
          localPath,
          compression,
          own.map(({ line }) => line),
        )
      : [];
    own.forEach(({ complaint }, i) =>
      samples.push({ localPath, line: numbers[i] ?? null, reason: `impossible record: ${complaint}` }),
    );
  }
  return samples;
}
