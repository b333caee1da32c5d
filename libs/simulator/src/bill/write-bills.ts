import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PriceBook } from '@egress/prices';
import { sqlIdentifier, sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import type { HourlyBytes } from '../ledger';
import { datePartsOf } from '../time';
import type { TimeSpan } from '../traffic/pattern';
import type { RateOf } from '../truth';
import type { BillFormat } from './bill-formats';
import {
  cur2Columns,
  focus10Columns,
  focus12Columns,
  legacyCurColumns,
  type BillColumn,
} from './bill-schemas';
import { BILL_TABLE, loadBillTable } from './bill-table';
import { hourlyLines } from './hourly-lines';
import { otherLines } from './other-lines';
import { transferLines } from './transfer-lines';

export interface BillParts {
  readonly hours: readonly HourlyBytes[];
  readonly rateOf: RateOf;
  readonly book: PriceBook;
  readonly window: TimeSpan;
  /** Share that comes off list prices, 0 to 1. */
  readonly discount: number;
}

/** Writes the bill of the simulated window in each format, in a folder of its own, a file per billing period. */
export async function writeBills(
  engine: SqlEngine,
  folder: string,
  formats: readonly BillFormat[],
  { hours, rateOf, book, window, discount }: BillParts,
): Promise<void> {
  const lines = [...transferLines(hours, rateOf), ...hourlyLines(book, window), ...otherLines(book, window)];
  await loadBillTable(engine, lines, discount);
  const months = await engine.query<{ month: string }>(
    `SELECT DISTINCT strftime(usage_start, '%Y-%m') AS month FROM ${BILL_TABLE} ORDER BY month`,
  );
  for (const format of formats) {
    for (const { month } of months) {
      await writeMonth(engine, path.join(folder, format), format, month, discount > 0);
    }
  }
}

async function writeMonth(
  engine: SqlEngine,
  folder: string,
  format: BillFormat,
  month: string,
  hasDiscount: boolean,
): Promise<void> {
  const isParquet = format.endsWith('-parquet');
  const file = path.join(folder, billPath(format, month));
  mkdirSync(path.dirname(file), { recursive: true });
  const selected = columnsOf(format, hasDiscount).map((column) =>
    isParquet ? parquetColumn(column) : csvColumn(column),
  );
  const options = isParquet
    ? 'FORMAT parquet, COMPRESSION snappy'
    : 'FORMAT csv, HEADER true, COMPRESSION gzip';
  await engine.run(
    `COPY (SELECT ${selected.join(', ')} FROM ${BILL_TABLE}
       WHERE strftime(usage_start, '%Y-%m') = ${sqlLiteral(month)}) TO ${sqlLiteral(file)} (${options})`,
  );
}

function columnsOf(format: BillFormat, hasDiscount: boolean): readonly BillColumn[] {
  if (format.startsWith('cur2')) return cur2Columns(hasDiscount);
  if (format.startsWith('cur')) return legacyCurColumns(hasDiscount);
  return format.startsWith('focus-1.0') ? focus10Columns() : focus12Columns();
}

function parquetColumn({ value, parquetName }: BillColumn): string {
  return `${value} AS ${sqlIdentifier(parquetName)}`;
}

function csvColumn({ value, name, type }: BillColumn): string {
  const text =
    type === 'time'
      ? `strftime(${value}, '%Y-%m-%dT%H:%M:%SZ')`
      : type === 'map'
        ? `CAST(to_json(${value}) AS VARCHAR)`
        : value;
  return `${text} AS ${sqlIdentifier(name)}`;
}

/** Where AWS delivers a report's file of a month (`2026-11`), below the report's prefix. */
function billPath(format: BillFormat, month: string): string {
  const [year = '', number = ''] = month.split('-');
  if (format === 'cur-csv') {
    const next = datePartsOf(Date.UTC(Number(year), Number(number), 1) / 1000);
    return path.join('report', `${year}${number}01-${next.year}${next.month}01`, 'report-00001.csv.gz');
  }
  if (format === 'cur-parquet') {
    return path.join(
      'report',
      'report',
      `year=${year}`,
      `month=${Number(number)}`,
      'report-00001.snappy.parquet',
    );
  }
  const extension = format.endsWith('-parquet') ? 'snappy.parquet' : 'csv.gz';
  return path.join('export', 'data', `BILLING_PERIOD=${month}`, `export-00001.${extension}`);
}
