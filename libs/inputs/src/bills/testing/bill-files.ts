import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../../detection';
import { readHead } from '../../file-head';
import { withParquetColumns } from '../../parquet-columns';
import { detectBill } from '../detect-bill';

/** A CSV text of rows with the columns of the first one; gzipped where the name says so. */
export function writeCsv(
  folder: string,
  name: string,
  rows: readonly Readonly<Record<string, string>>[],
): string {
  const header = Object.keys(rows[0] ?? {});
  const cell = (value = '') => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return writeText(
    folder,
    name,
    [header, ...rows.map((row) => header.map((column) => row[column]))]
      .map((cells) => `${cells.map(cell).join(',')}\n`)
      .join(''),
  );
}

export function writeText(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

/** The rows of a SELECT as a Parquet file. */
export async function writeParquet(
  engine: SqlEngine,
  folder: string,
  name: string,
  select: string,
): Promise<string> {
  const file = path.join(folder, name);
  await engine.run(`COPY (${select}) TO ${sqlLiteral(file)} (FORMAT parquet)`);
  return file;
}

/** A file as the readers get it; throws when it is not recognised as a bill. */
export async function detected(engine: SqlEngine, file: string): Promise<DetectedFile> {
  const [head] = await withParquetColumns(engine, [await readHead(file)]);
  if (!head || head instanceof Error) throw head ?? new Error(`${file} has no head`);
  const detection = detectBill(head);
  if (!detection) throw new Error(`${file} is no bill`);
  return { ...head, detection };
}
