import { existsSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, type Row, type SqlEngine } from '@egress/sql-engine';

/** What tells a table's rows apart; every other column is compared. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  egress_hourly: [
    ...['hour', 'account_id', 'region', 'vpc_id', 'az_id', 'subnet_id', 'interface_id', 'instance_id'],
    ...['resource_id', 'resource_type', 'name', 'local_address', 'egress_class', 'direction'],
    ...['remote_address_kind', 'remote_service', 'remote_region', 'remote_asn', 'remote_org'],
    ...['peer_interface_id', 'peer_address', 'peer_az_id', 'peer_vpc_id', 'service_port'],
  ],
  egress_cost_daily: [
    ...['day', 'account_id', 'region', 'egress_class', 'usage_type', 'operation', 'resource_id'],
  ],
  egress_features_hourly: ['date', 'hour', 'account', 'region', 'egress_class', 'resource'],
};
export const COMPARED_TABLES = Object.keys(KEYS);
const TOLERANCE = 1e-9;

/** The first row in which two tables differ. */
export interface Difference {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly values: readonly [unknown, unknown];
}

export interface Comparison {
  readonly rows: number;
  readonly difference: Difference | null;
}

/** Compares a table of the two folders row for row: floating-point numbers to 1e-9 of the greater, all else exactly. */
export async function compareTable(
  engine: SqlEngine,
  table: string,
  [left, right]: readonly [string, string],
): Promise<Comparison> {
  const [leftRows, rightRows] = [await readRows(engine, left, table), await readRows(engine, right, table)];
  const difference = firstDifference(table, leftRows, rightRows);
  return { rows: leftRows.length, difference };
}

export function firstDifference(
  table: string,
  left: readonly Row[],
  right: readonly Row[],
): Difference | null {
  const [first, second] = [inOrder(table, left), inOrder(table, right)];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    const difference = differenceOf(first[i], second[i]);
    if (difference !== null) return { table, ...difference };
  }
  return null;
}

type RowDifference = Omit<Difference, 'table'>;

/** Of the rows in the same place of both tables; past the end of the shorter there is none. */
function differenceOf(a: KeyedRow | undefined, b: KeyedRow | undefined): RowDifference | null {
  // The row that only one table has sorts before the other table's next.
  if (a !== undefined && (b === undefined || a.key < b.key)) {
    return { key: a.key, column: '(row)', values: ['there', 'missing'] };
  }
  if (a === undefined || b === undefined || a.key !== b.key) {
    return { key: b?.key ?? '', column: '(row)', values: ['missing', 'there'] };
  }
  const columns = new Set([...Object.keys(a.row), ...Object.keys(b.row)]);
  const column = [...columns].find((each) => !isSame(a.row[each], b.row[each]));
  return column === undefined ? null : { key: a.key, column, values: [a.row[column], b.row[column]] };
}

export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  }
  if (typeof a !== 'number' || typeof b !== 'number' || (Number.isInteger(a) && Number.isInteger(b))) {
    return a === b;
  }
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Rows of a table below a folder, with the columns that its folders name. */
export async function readRows(engine: SqlEngine, folder: string, table: string): Promise<Row[]> {
  if (!existsSync(path.join(folder, table))) return [];
  const files = sqlLiteral(path.join(folder, table, '**/*.parquet'));
  return engine.query(
    `SELECT * FROM read_parquet(${files}, hive_partitioning = true, hive_types_autocast = false)`,
  );
}

interface KeyedRow {
  readonly key: string;
  readonly row: Row;
}

/** Rows with what tells them apart as text; those of the same key by all that they hold. */
function inOrder(table: string, rows: readonly Row[]): KeyedRow[] {
  const columns = KEYS[table] ?? [];
  return rows
    .map((row) => ({
      row,
      key: columns.map((column) => `${column}=${String(row[column])}`).join(' '),
      rest: JSON.stringify(row),
    }))
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.rest, b.rest));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function describeDifference({ table, key, column, values }: Difference): string {
  const [duckdb, spark] = values.map((value) => JSON.stringify(value));
  return `${table}: ${column} is ${duckdb} on DuckDB and ${spark} on Spark, in the row ${key}`;
}
