import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sqlList, type SqlEngine } from '@egress/sql-engine';

const TABLES = [
  'egress_hourly',
  'egress_cost_daily',
  'egress_features_hourly',
  'bucket_requests_hourly',
  'quarantined_records',
  'quarantined_bill_lines',
];

export interface TableRows {
  readonly table: string;
  readonly rows: number;
}

/** How many rows each table below a folder has. A table without rows loses its folder, so that both engines leave the same. */
export async function countRows(engine: SqlEngine, folder: string): Promise<TableRows[]> {
  const counted: TableRows[] = [];
  for (const table of TABLES) {
    const files = parquetFiles(path.join(folder, table));
    // To DuckDB a path is a glob.
    const patterns = files.map((file) => file.replace(/[[*?]/g, '[$&]'));
    const { rows } =
      files.length === 0
        ? { rows: 0 }
        : await engine.queryOne<{ rows: number }>(
            `SELECT count(*) AS rows FROM read_parquet(${sqlList(patterns)})`,
          );
    if (rows > 0) counted.push({ table, rows });
    else rmSync(path.join(folder, table), { recursive: true, force: true });
  }
  return counted;
}

/** Puts the tables of `made` in place of those in `out`, by renaming; those without a successor go too. */
export function replaceTables(made: string, out: string, replaced: string): void {
  mkdirSync(replaced, { recursive: true });
  for (const table of TABLES) {
    if (existsSync(path.join(out, table))) renameSync(path.join(out, table), path.join(replaced, table));
    if (existsSync(path.join(made, table))) renameSync(path.join(made, table), path.join(out, table));
  }
}

function parquetFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.parquet')).map((name) => path.join(folder, name));
}
