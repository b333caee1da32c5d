import { sqlIdentifier, sqlList } from '@egress/sql-engine';
import type { DetectedFile } from '../detection';
import { literalPattern } from '../literal-pattern';
import { canonicalField } from './fields';
import { NUMBER_FIELDS } from './record-columns';

/** Parquet files that one read_parquet can read have the same columns. */
export function parquetSignature({ parquetColumns }: DetectedFile): string {
  return JSON.stringify(parquetColumns);
}

/** The read_parquet over files of one signature, and the SQL of a field; partitions in paths are no columns. */
export function parquetSource(files: readonly DetectedFile[]) {
  const names = files[0]?.parquetColumns ?? [];
  const fields = names.map(canonicalField);
  const source = `read_parquet(${sqlList(files.map(({ localPath }) => literalPattern(localPath)))}, hive_partitioning = false)`;
  const column = (field: string): string => {
    const name = sqlIdentifier(names[fields.indexOf(field)] ?? field);
    const type = NUMBER_FIELDS[field];
    return type === undefined ? `nullif(CAST(${name} AS VARCHAR), '-')` : `TRY_CAST(${name} AS ${type})`;
  };
  return { fields, source, line: 'CAST(NULL AS VARCHAR)', column };
}
