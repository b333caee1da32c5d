import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { Anomaly } from '@egress/contracts';
import { byteLimit, type ObjectToRead, parquetObject } from '@egress/parquet-object';
import { type ParquetQueryFilter, parquetReadObjects } from 'hyparquet';
import * as z from 'zod';
import type { Flow } from '../domain/observation';
import { hourBeforeOnset, NAMING_COLUMNS, type TrafficRow, topFlows } from '../domain/top-flows';

export interface TableLocation {
  readonly bucket: string;
  /** Partitions are `date=YYYY-MM-DD/` below it. */
  readonly prefix: string;
}

/** Read into memory it takes some twenty times as much. */
const MOST_BYTES = 16 * 2 ** 20;

const text = z.string().nullish();
const rowSchema = z.object({
  hour: z.date(),
  region: text,
  egress_class: z.string(),
  name: text,
  vpc_id: text,
  interface_id: text,
  instance_id: text,
  resource_id: text,
  local_address: text,
  peer_interface_id: text,
  remote_service: text,
  remote_region: text,
  remote_org: text,
  remote_address_kind: text,
  service_port: z.number().nullish(),
  bytes: z.union([z.number(), z.bigint()]).transform(Number),
  usd: z.number().nullish(),
}) satisfies z.ZodType<TrafficRow>;

/**
 * Who sent what where, from our own table `egress_hourly`: the anomaly's hour and the last one before the onset. Read with
 * range requests straight from S3: a few GETs cost a hundredth of a cent and a fraction of a second, where Athena takes
 * seconds, a place for its results, and rights on the catalogue. Files that are sorted by hour have those hours in few row
 * groups, and no other is read. Throws where that is still too much.
 */
export async function largestFlows(
  s3: S3Client,
  { bucket, prefix }: TableLocation,
  anomaly: Anomaly,
  abortSignal: AbortSignal,
): Promise<readonly Flow[]> {
  const objects = await objectsUnder(s3, bucket, `${prefix}date=${anomaly.hour.slice(0, 10)}/`, abortSignal);
  const limits = { abortSignal, allow: byteLimit(MOST_BYTES) };
  const rows: TrafficRow[] = [];
  for (const object of objects) {
    const records = await parquetReadObjects({
      file: parquetObject(s3, object, limits),
      columns: Object.keys(rowSchema.shape),
      filter: rowsOf(anomaly),
      filterStrict: false,
    });
    for (const record of records) rows.push(rowSchema.parse(record));
  }
  return topFlows(rows, anomaly);
}

function rowsOf(anomaly: Anomaly): ParquetQueryFilter {
  const names = NAMING_COLUMNS.map((column) => ({ [column]: { $eq: anomaly.resource } }));
  const hours = [new Date(anomaly.hour), hourBeforeOnset(anomaly)];
  return {
    $and: [{ hour: { $in: hours } }, { egress_class: { $eq: anomaly.egressClass } }, { $or: names }],
  };
}

async function objectsUnder(s3: S3Client, Bucket: string, Prefix: string, abortSignal: AbortSignal) {
  const objects: ObjectToRead[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }, { abortSignal })) {
    for (const { Key = '', Size: byteLength = 0 } of page.Contents ?? []) {
      if (Key.endsWith('.parquet') && byteLength > 0) objects.push({ Bucket, Key, byteLength });
    }
  }
  return objects;
}
