import { literalPattern, sqlIdentifier, sqlList, type SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../detection';
import { canonicalField } from './fields';
import { NUMBER_FIELDS } from './record-columns';

/** Parquet files that one read_parquet can read have the same columns. */
export function parquetSignature({ parquetColumns }: DetectedFile): string {
  return JSON.stringify(parquetColumns);
}

/**
 * Names of columns that may hold '-' for an absent value, as in logs that were converted from text; AWS's own Parquet has
 * NULL. The files' statistics tell, and looking is cheaper than comparing every value.
 */
export async function dashedColumns(
  engine: SqlEngine,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const columns = await engine.query<{ name: string }>(
    `SELECT DISTINCT path_in_schema AS name FROM parquet_metadata(${sqlList(paths.map(literalPattern))})
     WHERE coalesce(stats_min_value, stats_min, '') <= '-'`,
  );
  return new Set(columns.map(({ name }) => name));
}

/**
 * The read_parquet over files of one signature, and the SQL of a field and of what is written there; partitions in paths
 * are no columns.
 */
export function parquetSource(files: readonly DetectedFile[], dashed: ReadonlySet<string>) {
  const names = files[0]?.parquetColumns ?? [];
  const fields = names.map(canonicalField);
  const source = `read_parquet(${sqlList(files.map(({ localPath }) => literalPattern(localPath)))}, hive_partitioning = false)`;
  const nameOf = (field: string) => names[fields.indexOf(field)] ?? field;
  const written = (field: string): string => {
    const text = `CAST(${sqlIdentifier(nameOf(field))} AS VARCHAR)`;
    return dashed.has(nameOf(field)) ? `nullif(${text}, '-')` : text;
  };
  const column = (field: string): string => {
    const type = NUMBER_FIELDS[field];
    return type === undefined ? written(field) : `TRY_CAST(${sqlIdentifier(nameOf(field))} AS ${type})`;
  };
  return { fields, source, line: 'CAST(NULL AS VARCHAR)', column, written };
}
