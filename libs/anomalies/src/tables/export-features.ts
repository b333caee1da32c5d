import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import { FEATURE_TABLE_PREFIX } from '../feature-table';

/**
 * Writes the feature table below `folder` as Parquet, `egress_features_hourly/date=2026-11-21/hour=07/…`: the newest hour is
 * one folder, as the Lambda reads it.
 */
export async function exportFeatures(engine: SqlEngine, folder: string): Promise<void> {
  const target = path.join(folder, FEATURE_TABLE_PREFIX);
  mkdirSync(target, { recursive: true });
  await engine.run(
    `COPY (
       SELECT * REPLACE (strftime(hour, '%H') AS hour), CAST(hour AS DATE) AS date FROM egress_features_hourly
     ) TO ${sqlLiteral(target)} (FORMAT parquet, PARTITION_BY (date, hour), COMPRESSION snappy, OVERWRITE_OR_IGNORE)`,
  );
}
