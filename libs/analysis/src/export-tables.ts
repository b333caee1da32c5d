import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';

const TABLES = {
  egress_hourly: { columns: '*, CAST(hour AS DATE) AS date', order: 'hour' },
  bucket_requests_hourly: {
    columns: '*, CAST(timestamp_seconds(hour_start) AS DATE) AS date',
    order: 'hour_start',
  },
  egress_cost_daily: { columns: '*, day AS date', order: 'day' },
};

/** Writes the result tables below `folder` as Parquet, partitioned by date: `egress_hourly/date=2026-11-21/…`. */
export async function exportTables(engine: SqlEngine, folder: string): Promise<void> {
  for (const [table, { columns, order }] of Object.entries(TABLES)) {
    const target = path.join(folder, table);
    mkdirSync(target, { recursive: true });
    await engine.run(
      `COPY (SELECT ${columns} FROM ${table} ORDER BY ${order}) TO ${sqlLiteral(target)}
       (FORMAT parquet, PARTITION_BY (date), COMPRESSION snappy, OVERWRITE_OR_IGNORE)`,
    );
  }
}
