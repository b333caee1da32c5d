import type { ParquetColumn } from './parquet-file';

const INT_32 = ['version', 'srcport', 'dstport', 'protocol', 'tcp-flags', 'traffic-path'];
const INT_64 = ['packets', 'bytes', 'start', 'end'];

/** A flow log's columns in Parquet as AWS delivers it: underscores for hyphens, and AWS's types. */
export function flowLogColumns(fields: readonly string[]): readonly ParquetColumn[] {
  return fields.map((name) => ({ name, parquetName: name.replaceAll('-', '_'), sqlType: sqlTypeOf(name) }));
}

function sqlTypeOf(field: string): ParquetColumn['sqlType'] {
  if (INT_32.includes(field)) return 'INTEGER';
  return INT_64.includes(field) ? 'BIGINT' : 'VARCHAR';
}
