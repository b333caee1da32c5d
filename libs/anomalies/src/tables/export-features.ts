import path from 'node:path';
import { writeTable, type SqlEngine } from '@egress/sql-engine';
import { FEATURE_TABLE_PREFIX } from '../feature-table';

/**
 * Writes the feature table below `folder` as Parquet, `egress_features_hourly/date=2026-11-21/hour=07/…`: the newest hour is
 * one folder, as the Lambda reads it. With `keepOtherHours` the hours that this run did not make stay as they are.
 */
export async function exportFeatures(
  engine: SqlEngine,
  folder: string,
  keepOtherHours: boolean,
): Promise<void> {
  await writeTable(engine, folder, {
    name: path.basename(FEATURE_TABLE_PREFIX),
    select:
      "SELECT * REPLACE (strftime(hour, '%H') AS hour), CAST(hour AS DATE) AS date FROM egress_features_hourly",
    partitionBy: ['date', 'hour'],
    keepOtherPartitions: keepOtherHours,
  });
}
