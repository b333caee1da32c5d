import { existsSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';
import type { Dimension } from './cost-request';

/** What was billed on a day under one value of every dimension. */
export interface DailyCost extends Readonly<Record<Dimension, string>> {
  readonly day: string;
  readonly usd: number;
}

/**
 * The table holds usage alone, and no service: that is told by the class, and for S3 by the resource, which is a bucket's
 * name and no id or ARN.
 */
const SERVICE = `CASE
  WHEN egress_class = 'cloudfront' THEN 'Amazon CloudFront'
  WHEN egress_class IN ('privatelink', 'transit_gateway') THEN 'Amazon Virtual Private Cloud'
  WHEN resource_id <> '' AND NOT regexp_matches(resource_id, '^arn:|^[a-z]+-[0-9a-f]{8,17}$')
    THEN 'Amazon Simple Storage Service'
  ELSE 'EC2 - Other' END`;

/** Adds up the Parquet files of table `egress_cost_daily` below a folder. Throws when there are none. */
export async function readDailyCosts(folder: string): Promise<readonly DailyCost[]> {
  if (!existsSync(folder))
    throw new Error(`${folder}: does not exist; it must hold the Parquet files of egress_cost_daily`);
  const engine = await SqlEngine.open({ memoryLimit: '200MB', threads: 1 });
  try {
    return await engine.query<DailyCost>(`
      SELECT CAST(day AS VARCHAR) AS day, account_id AS LINKED_ACCOUNT, coalesce(operation, '') AS OPERATION,
        'Usage' AS RECORD_TYPE, coalesce(region, '') AS REGION, ${SERVICE} AS SERVICE,
        coalesce(usage_type, '') AS USAGE_TYPE, sum(usd) AS usd
      FROM read_parquet(${sqlLiteral(path.join(folder, '**/*.parquet'))})
      GROUP BY ALL ORDER BY ALL`);
  } finally {
    engine.close();
  }
}
