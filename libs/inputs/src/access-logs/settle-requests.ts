import type { SqlEngine } from '@egress/sql-engine';
import type { MalformedSample } from '../detection';
import type { SoundText } from '../integrity/sound-texts';
import type { AccessLog } from './access-log';
import { lineNumbers } from './line-numbers';
import { REJECTS_SCAN_TABLE, REJECTS_TABLE } from './read-requests';

const MAX_SAMPLES = 20;

/** What was read from one text (by its index) or Parquet file. */
export interface TextCounts {
  /** Well-formed records that are counted: without those that were there already. */
  readonly records: number;
  readonly malformed: number;
  /** Well-formed records that were delivered before. */
  readonly repeated: number;
  readonly samples: readonly Sample[];
}

type Sample = Omit<MalformedSample, 'file'>;
type Samples = Map<number, Sample[]>;

interface CountRow {
  readonly id: number;
  readonly count: number;
}

/**
 * Takes malformed and repeated records out of the table, and the columns that only reading needed. Returns the counts of
 * each text or Parquet file, by its id.
 */
export async function settleRequests(
  engine: SqlEngine,
  { table, identity }: AccessLog,
  texts: readonly SoundText[],
): Promise<(id: number) => TextCounts> {
  const rejected = await takeRejects(engine, texts);
  const malformed = await countBy(engine, `${table} WHERE reason IS NOT NULL`);
  const samples = await malformedSamples(engine, table, texts);
  await engine.run(`DELETE FROM ${table} WHERE reason IS NOT NULL`);

  const key = identity.join(', ');
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE repeated_requests AS
    SELECT rowid AS row_id, text_id FROM ${table}
    -- Hashes find the few candidates in little memory; the window compares the columns themselves.
    WHERE ${identity[0]} IS NOT NULL
      AND hash(${key}) IN (SELECT hash(${key}) FROM ${table} GROUP BY ALL HAVING count(*) > 1)
    QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY text_id, rowid) > 1`);
  const repeated = await countBy(engine, 'repeated_requests');
  await engine.run(`DELETE FROM ${table} WHERE rowid IN (SELECT row_id FROM repeated_requests)`);
  const records = await countBy(engine, table);
  await engine.run(`
    DROP TABLE repeated_requests;
    ALTER TABLE ${table} DROP COLUMN text_id;
    ALTER TABLE ${table} DROP COLUMN reason;
    ALTER TABLE ${table} DROP COLUMN line`);

  return (id) => ({
    records: records.get(id) ?? 0,
    malformed: (malformed.get(id) ?? 0) + (rejected.counts.get(id) ?? 0),
    repeated: repeated.get(id) ?? 0,
    samples: [...(samples.get(id) ?? []), ...(rejected.samples.get(id) ?? [])],
  });
}

async function countBy(engine: SqlEngine, from: string): Promise<Map<number, number>> {
  const rows = await engine.query<CountRow>(
    `SELECT text_id AS id, count(*) AS count FROM ${from} GROUP BY text_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

async function malformedSamples(
  engine: SqlEngine,
  table: string,
  texts: readonly SoundText[],
): Promise<Samples> {
  const rows = await engine.query<{ id: number; reasons: string[]; lines: (string | null)[] }>(`
    SELECT text_id AS id, list(reason ORDER BY line, reason) AS reasons, list(line ORDER BY line, reason) AS lines
    FROM (
      SELECT text_id, reason, line FROM ${table} WHERE reason IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY text_id ORDER BY line, reason) <= ${MAX_SAMPLES}
    )
    GROUP BY text_id`);
  const samples: Samples = new Map();
  for (const { id, reasons, lines } of rows) {
    const text = texts[id];
    const numbers = text === undefined ? [] : await lineNumbers(text.localPath, text.compression, lines);
    samples.set(
      id,
      reasons.map((reason, i) => ({ line: numberInFile(text, numbers[i] ?? null), reason })),
    );
  }
  return samples;
}

async function takeRejects(engine: SqlEngine, texts: readonly SoundText[]) {
  const counts = new Map<number, number>();
  const samples: Samples = new Map();
  const { tables } = await engine.queryOne<{ tables: number }>(
    `SELECT count(*) AS tables FROM duckdb_tables() WHERE table_name = '${REJECTS_TABLE}'`,
  );
  if (tables === 0) return { counts, samples };
  const rows = await engine.query<{ path: string; count: number; line: number; reason: string }>(`
    SELECT file_path AS path, line, min(error_message) AS reason, count(*) OVER (PARTITION BY file_path) AS count
    FROM ${REJECTS_TABLE} JOIN ${REJECTS_SCAN_TABLE} USING (scan_id, file_id)
    GROUP BY file_path, line
    QUALIFY row_number() OVER (PARTITION BY file_path ORDER BY line) <= ${MAX_SAMPLES}
    ORDER BY path, line`);
  const ids = new Map(texts.map((text, id) => [text.localPath, id]));
  for (const { path, count, line, reason } of rows) {
    const id = ids.get(path);
    if (id === undefined) continue;
    counts.set(id, count);
    samples.set(id, [...(samples.get(id) ?? []), { line: numberInFile(texts[id], line), reason }]);
  }
  await engine.run(`DROP TABLE ${REJECTS_TABLE}; DROP TABLE ${REJECTS_SCAN_TABLE}`);
  return { counts, samples };
}

function numberInFile(text: SoundText | undefined, line: number | null): number | null {
  return line === null ? null : line + (text?.lineOffset ?? 0);
}
