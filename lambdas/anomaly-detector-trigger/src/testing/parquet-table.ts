import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Rows of a SELECT as a Parquet file, written by the engine that writes the real table on a laptop. */
export async function parquetOf(select: string): Promise<Buffer> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'features-')), 'part-0.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
}
