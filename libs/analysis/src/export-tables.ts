import { writeTable, type SqlEngine } from '@egress/sql-engine';

const TABLES = {
  egress_hourly: { columns: '*, CAST(hour AS DATE) AS date', order: 'hour' },
  bucket_requests_hourly: {
    columns: '*, CAST(timestamp_seconds(hour_start) AS DATE) AS date',
    order: 'hour_start',
  },
  egress_cost_daily: { columns: '*, day AS date', order: 'day' },
};

/** Writes the result tables below `folder` as Parquet, partitioned by date, in place of those of an earlier run. */
export async function exportTables(engine: SqlEngine, folder: string): Promise<void> {
  for (const [name, { columns, order }] of Object.entries(TABLES)) {
    const select = `SELECT ${columns} FROM ${name} ORDER BY ${order}`;
    await writeTable(engine, folder, { name, select, partitionBy: ['date'] });
  }
}
