import path from 'node:path';
import { literalPattern, sqlList, sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../detection';
import type { SoundText } from '../integrity/sound-texts';
import type { AccessLog, NumberColumn } from './access-log';

/** read_csv's own findings: lines that are no UTF-8 or hold the delimiter. */
export const REJECTS_TABLE = 'access_log_rejects';
export const REJECTS_SCAN_TABLE = 'access_log_rejects_scan';
/** A control character, which no log line holds: each line is one column. */
const NO_DELIMITER = '\u0001';
/** S3 delivers many small files; a statement that names more of them gets slow to parse. */
const TEXTS_PER_STATEMENT = 1000;

/** The table gets columns besides its own while files are read; `settleRequests` takes them away. */
export async function createRequests(engine: SqlEngine, { table }: AccessLog): Promise<void> {
  await engine.run(`DROP TABLE IF EXISTS ${REJECTS_TABLE}; DROP TABLE IF EXISTS ${REJECTS_SCAN_TABLE}`);
  await engine.fillTable(table);
  await engine.run(`
    ALTER TABLE ${table} ADD COLUMN text_id INTEGER;
    ALTER TABLE ${table} ADD COLUMN reason VARCHAR;
    ALTER TABLE ${table} ADD COLUMN line VARCHAR`);
}

/** Groups of texts that one statement can read, each text with its index as id. */
export function readableTogether(texts: readonly SoundText[]): (readonly (readonly [number, SoundText])[])[] {
  const groups = new Map<string, [number, SoundText][]>();
  for (const [id, text] of texts.entries()) {
    const signature = JSON.stringify([text.compression, text.file.detection.format, text.fields]);
    const group = groups.get(signature) ?? [];
    group.push([id, text]);
    groups.set(signature, group);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / TEXTS_PER_STATEMENT) }, (_, i) =>
      group.slice(i * TEXTS_PER_STATEMENT, (i + 1) * TEXTS_PER_STATEMENT),
    ),
  );
}

/** Appends the records of texts that are alike. Throws when a field is missing from them. */
export async function readTexts(
  engine: SqlEngine,
  log: AccessLog,
  group: readonly (readonly [number, SoundText])[],
): Promise<void> {
  const [, first] = group[0] ?? [];
  if (first === undefined) return;
  const ids = group.map(
    ([id, { file, localPath }]) =>
      `(${id}, ${sqlLiteral(localPath)}, CAST(${sqlLiteral(log.readPath(path.resolve(file.path)))} AS VARCHAR))`,
  );
  const lines = `(
    SELECT text_id, path_literal, line
    FROM read_csv(${sqlList(group.map(([, { localPath }]) => literalPattern(localPath)))}, auto_detect = false, header = false,
      delim = '${NO_DELIMITER}', quote = '', escape = '', columns = {line: 'VARCHAR'}, filename = 'local_path',
      compression = ${sqlLiteral(first.compression)}, store_rejects = true, rejects_limit = 0,
      rejects_table = '${REJECTS_TABLE}', rejects_scan = '${REJECTS_SCAN_TABLE}')
    JOIN (VALUES ${ids.join(', ')}) AS texts (text_id, local_path, path_literal) USING (local_path)
    WHERE line IS NOT NULL AND trim(line) <> ''
  )`;
  const layout = { format: first.file.detection.format, fields: first.fields };
  await engine.run(insertSql(log, log.textRecords(layout, lines)));
}

/** Appends the records of a Parquet file. Throws when it is damaged or a field is missing. */
export async function readParquet(
  engine: SqlEngine,
  log: AccessLog,
  file: DetectedFile,
  id: number,
): Promise<void> {
  const rows = `(
    SELECT *, ${id} AS text_id, CAST(NULL AS VARCHAR) AS line,
      CAST(${sqlLiteral(log.readPath(path.resolve(file.path)))} AS VARCHAR) AS path_literal
    FROM read_parquet(${sqlLiteral(literalPattern(file.localPath))}, hive_partitioning = false)
  )`;
  if (log.parquetRecords === null) throw new Error(`is Parquet, from which ${log.table} cannot be read`);
  await engine.run(insertSql(log, log.parquetRecords(file.parquetColumns ?? [], rows)));
}

/** Appends records with their numbers as numbers, and where that cannot be, with the reason and the line. */
function insertSql({ table, numbers }: AccessLog, records: string): string {
  const columns = Object.entries(numbers);
  const isWrong = ([name, { type, min, max, isRequired = false }]: [string, NumberColumn]): string =>
    // A cast alone would take '1.5' and '1e3'.
    `WHEN NOT coalesce(regexp_full_match(${name}, '[0-9]+') AND TRY_CAST(${name} AS ${type}) BETWEEN ${min} AND ${max}, ${isRequired ? 'false' : `${name} IS NULL`})
     THEN '${name} is ''' || coalesce(${name}, '-') || ''', no whole number from ${min} to ${max}'`;
  return `
    INSERT INTO ${table} BY NAME
    SELECT * EXCLUDE (problem, line)
        REPLACE (${columns.map(([name, { type }]) => `TRY_CAST(${name} AS ${type}) AS ${name}`).join(', ')}),
      CASE
        WHEN problem IS NOT NULL THEN problem
        WHEN request_time IS NULL THEN 'the time of the request is missing or is no time'
        ${columns.map(isWrong).join('\n')}
      END AS reason,
      CASE WHEN reason IS NOT NULL THEN line END AS line
    FROM (${records})`;
}
