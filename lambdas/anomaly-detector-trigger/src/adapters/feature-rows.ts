import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { FEATURE_COLUMNS, type FeatureRow, featureRowSchema } from '@egress/anomalies';
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
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
    const file = objectBuffer(s3, bucket, key, bytes);
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

function objectBuffer(s3: S3Client, bucket: string, key: string, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      const range = `bytes=${start < 0 ? byteLength + start : start}-${end - 1}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      if (Body === undefined) throw new Error(`s3://${bucket}/${key}: the answer for ${range} is empty`);
      const bytes = await Body.transformToByteArray();
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
}
