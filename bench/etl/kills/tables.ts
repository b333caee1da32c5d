import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Row, SqlEngine } from '@egress/sql-engine';
import { firstDifference, readRows, type Difference } from '../parity/compare-tables';
import { filesBelow } from './output-files';

/** All that the jobs make, by where it is below the output. */
const TABLES = {
  egress_hourly: '',
  egress_cost_daily: '',
  egress_features_hourly: '',
  quarantined_records: 'quarantine',
  quarantined_bill_lines: 'quarantine',
  bill_rates: 'reference',
} as const;

/** Rows of the tables, as a query reads them, by table and by folder of the table that is replaced at once. */
export type Tables = ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;

/** Throws where a file is not whole. */
export async function readTables(engine: SqlEngine, output: string): Promise<Tables> {
  const tables = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  for (const [table, folder] of Object.entries(TABLES)) {
    const isThere = filesBelow(path.join(output, folder, table)).some((file) => file.endsWith('.parquet'));
    const rows = isThere ? await readRows(engine, path.join(output, folder), table) : [];
    tables.set(
      table,
      byFolder(rows, (row) => folderOf(table, row)),
    );
  }
  return tables.set(
    'vectors',
    byFolder(readVectors(path.join(output, 'vectors')), ({ file }) => String(file)),
  );
}

/** Hours of features are replaced one by one, and everything else by days. */
function folderOf(table: string, { date, hour }: Row): string {
  return table === 'egress_features_hourly' ? `${String(date)}/${String(hour)}` : String(date ?? '');
}

function byFolder(rows: readonly Row[], folder: (row: Row) => string): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) grouped.set(folder(row), [...(grouped.get(folder(row)) ?? []), row]);
  return grouped;
}

function readVectors(folder: string): Row[] {
  return filesBelow(folder)
    .filter((file) => file.endsWith('.csv'))
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .map((line, number) => ({ file, line: number, vector: line.split(',').map(Number) })),
    );
}

export const rowCounts = (tables: Tables): string =>
  [...tables].map(([table, folders]) => `${rowsOf(folders).length} of ${table}`).join(', ');

const rowsOf = (folders: ReadonlyMap<string, readonly Row[]> | undefined): Row[] =>
  [...(folders?.values() ?? [])].flat();

/** The first row in which tables differ from those of one clean run, in words; null where none does. */
export function differenceBetween(expected: Tables, actual: Tables): string | null {
  for (const [table, folders] of expected) {
    const difference = firstDifference(table, rowsOf(folders), rowsOf(actual.get(table)));
    if (difference !== null) return describe(difference);
  }
  return null;
}

function describe({ table, key, column, values }: Difference): string {
  const [clean, here] = values.map((value) => JSON.stringify(value));
  return `${table}: ${column} is ${clean} after one clean run and ${here} here, in the row ${key}`;
}
