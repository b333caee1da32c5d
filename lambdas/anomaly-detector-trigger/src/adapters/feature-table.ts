import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { FEATURE_COLUMNS, type FeatureRow, featureRowSchema } from '../domain/feature-row';
import type { Partition } from '../domain/partition';

interface TableLocation {
  readonly bucket: string;
  readonly prefix: string;
}

/** The newest hour that has Parquet files; null where the table has none. */
export async function newestPartition(s3: S3Client, table: TableLocation): Promise<Partition | null> {
  for (const date of await foldersOf(s3, { ...table, prefix: `${table.prefix}date=` })) {
    for (const prefix of await foldersOf(s3, { ...table, prefix: `${date}hour=` })) {
      const files = await parquetFilesOf(s3, { ...table, prefix });
      if (files.length > 0) return { hour: hourOf(prefix), files };
    }
  }
  return null;
}

/** `…/date=2026-11-21/hour=07/` → `2026-11-21T07:00:00Z` */
function hourOf(prefix: string): string {
  const [, date, hour] = /date=(\d{4}-\d\d-\d\d)\/hour=(\d\d)\/$/.exec(prefix) ?? [];
  if (hour === undefined) throw new Error(`${prefix}: must end with date=YYYY-MM-DD/hour=HH/`);
  return `${date}T${hour}:00:00Z`;
}

/** Newest first: the names of hive partitions sort by time. */
async function foldersOf(s3: S3Client, { bucket, prefix }: TableLocation): Promise<string[]> {
  const folders: string[] = [];
  for await (const page of paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix, Delimiter: '/' },
  )) {
    for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix !== undefined) folders.push(Prefix);
  }
  return folders.sort().reverse();
}

async function parquetFilesOf(s3: S3Client, { bucket, prefix }: TableLocation): Promise<Partition['files']> {
  const files: { key: string; bytes: number }[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key, Size } of page.Contents ?? []) {
      if (Key?.endsWith('.parquet') && Size !== undefined && Size > 0) files.push({ key: Key, bytes: Size });
    }
  }
  return files;
}

/** Reads the columns that detection needs, by range requests. Throws with the file and column that does not fit. */
export async function readPartition(
  s3: S3Client,
  bucket: string,
  partition: Partition,
): Promise<FeatureRow[]> {
  const rows: FeatureRow[] = [];
  for (const { key, bytes } of partition.files) {
    const file = objectBuffer(s3, bucket, key, bytes);
    const metadata = await parquetMetadataAsync(file);
    const present = parquetSchema(metadata).children.map(({ element }) => element.name);
    const columns = FEATURE_COLUMNS.filter((column) => present.includes(column));
    const records = await parquetReadObjects({ file, metadata, columns });
    for (const record of records) rows.push(parseRow(record, key));
  }
  return rows;
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
