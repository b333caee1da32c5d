import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { FEATURE_TABLE_PREFIX, type FeatureRow } from '@egress/anomalies';
import { SqlEngine, sqlLiteral } from '@egress/sql-engine';
import { type Account, ACCOUNT, PROCESSED_DATA, REGION } from './account';

/** An entity that sends far more than it did, and what is known of the bytes. */
export type Sender = Pick<FeatureRow, 'resource'> & Partial<Pick<FeatureRow, 'anonymous_share'>>;

const HOUR = '2026-11-21 07:00:00';

/** Makes the senders the rows of the newest partition of the feature table, instead of those that it had. */
export async function putNewestFeatures(account: Account, senders: readonly Sender[]): Promise<void> {
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    const file = path.join(engine.scratchFolder, 'part-0.parquet');
    const values = senders.map(
      ({ resource, anonymous_share: share }) => `(${sqlLiteral(resource)}, ${sqlLiteral(share)}::DOUBLE)`,
    );
    await engine.run(`COPY (
      SELECT ${sqlLiteral(ACCOUNT)} AS account, ${sqlLiteral(REGION)} AS region, resource, anonymous_share,
        'internet' AS egress_class, TIMESTAMP '${HOUR}' AS onset, ${2 ** 40}::BIGINT AS bytes,
        ${2 ** 30}::BIGINT AS expected_bytes, 92.1::DOUBLE AS usd, [3.0, 1, 3, 0, 0]::DOUBLE[] AS vector
      FROM (VALUES ${values.join(', ')}) AS senders(resource, anonymous_share)
    ) TO '${file}' (FORMAT parquet)`);
    const Key = `${FEATURE_TABLE_PREFIX}date=2026-11-21/hour=07/part-0.parquet`;
    await account.s3.send(new PutObjectCommand({ Bucket: PROCESSED_DATA, Key, Body: readFileSync(file) }));
  } finally {
    engine.close();
  }
}
