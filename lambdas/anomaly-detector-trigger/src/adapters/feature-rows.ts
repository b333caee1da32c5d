import type { S3Client } from '@aws-sdk/client-s3';
import { FEATURE_COLUMNS, type FeatureRow, featureRowSchema } from '@egress/anomalies';
import { parquetObject } from '@egress/parquet-object';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { Partition, PartitionRows } from '../domain/partition';

/** The onset is null within the entity's band. */
const ABOVE_BAND = { onset: { $ne: null } };

/** Reads the columns that detection needs, by range requests. Throws with the file and column that does not fit. */
export async function readPartition(
  s3: S3Client,
  bucket: string,
  { hour, files }: Partition,
): Promise<PartitionRows> {
  const aboveBand: FeatureRow[] = [];
  let rows = 0;
  for (const { key, bytes } of files) {
    const file = parquetObject(s3, { Bucket: bucket, Key: key, byteLength: bytes });
    const metadata = await parquetMetadataAsync(file);
    const present = parquetSchema(metadata).children.map(({ element }) => element.name);
    const columns = FEATURE_COLUMNS.filter((column) => present.includes(column));
    const records = await parquetReadObjects({ file, metadata, columns, filter: ABOVE_BAND });
    for (const record of records) aboveBand.push(parseRow(record, key));
    rows += Number(metadata.num_rows);
  }
  return { hour, rows, aboveBand };
}

function parseRow(record: Record<string, unknown>, key: string): FeatureRow {
  const parsed = featureRowSchema.safeParse(record);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${key}: column ${issue?.path.join('.')}: ${issue?.message}`);
}
