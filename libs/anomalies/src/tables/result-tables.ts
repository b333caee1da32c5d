import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { sqlList, type SqlEngine } from '@egress/sql-engine';

const HOURLY = 'egress_hourly';
const REQUESTS = 'bucket_requests_hourly';

/** Whether a path is a folder of tables, as `egress analyze --out` writes them. */
export function holdsTables(folder: string): boolean {
  return existsSync(path.join(folder, HOURLY));
}

/**
 * Defines `egress_hourly` and `bucket_requests_hourly` over the tables in some folders, from a time on (seconds since 1970).
 * Only the files of those days are read. Throws where a folder has no hour at all.
 */
export async function defineResultTables(
  engine: SqlEngine,
  folders: readonly string[],
  since: number,
): Promise<void> {
  const day = `CAST(timestamp_seconds(${since}) AS DATE)`;
  const hourly = folders.flatMap((folder) => {
    const files = parquetFiles(folder, HOURLY);
    if (files.length === 0) throw new Error(`${path.join(folder, HOURLY)}: holds no Parquet file`);
    return files;
  });
  await engine.run(
    `CREATE OR REPLACE VIEW egress_hourly AS ${scan(hourly)} WHERE date >= ${day} AND hour >= timestamp_seconds(${since})`,
  );
  const requests = folders.flatMap((folder) => parquetFiles(folder, REQUESTS));
  await engine.run(
    requests.length > 0
      ? `CREATE OR REPLACE VIEW new_bucket_requests AS ${scan(requests)} WHERE date >= ${day} AND hour_start >= ${since}`
      : `CREATE OR REPLACE VIEW new_bucket_requests AS
         SELECT 0::BIGINT AS hour_start, ''::VARCHAR AS bucket, 0::BIGINT AS bytes, 0::BIGINT AS anonymous_bytes WHERE false`,
  );
}

function parquetFiles(folder: string, table: string): string[] {
  const root = path.join(folder, table);
  if (!existsSync(root)) return [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.parquet')).map((name) => path.join(root, name));
}

function scan(files: readonly string[]): string {
  // To DuckDB a path is a glob.
  const patterns = files.map((file) => file.replace(/[[*?]/g, '[$&]'));
  return `SELECT * FROM read_parquet(${sqlList(patterns)}, hive_partitioning = true, union_by_name = true)`;
}
