import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { Partition } from '../domain/partition';

interface TableLocation {
  readonly bucket: string;
  readonly prefix: string;
}

/** The newest hour that has a Parquet file; null where the table has none. */
export async function newestHour(s3: S3Client, table: TableLocation): Promise<string | null> {
  for (const date of await newestDates(s3, table)) {
    const hour = (await partitionsOf(s3, table, date)).at(-1)?.hour;
    if (hour !== undefined) return hour;
  }
  return null;
}

/** The hours that have Parquet files, from one to another, both included, the oldest first. */
export async function listPartitions(
  s3: S3Client,
  table: TableLocation,
  from: string,
  until: string,
): Promise<Partition[]> {
  const partitions = await Promise.all(
    datesBetween(from, until).map((date) => partitionsOf(s3, table, date)),
  );
  return partitions.flat().filter(({ hour }) => hour >= from && hour <= until);
}

const DAY_MS = 86_400_000;

function datesBetween(from: string, until: string): string[] {
  const days = Math.floor(Date.parse(until) / DAY_MS) - Math.floor(Date.parse(from) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, day) =>
    new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Newest first. */
async function newestDates(s3: S3Client, { bucket, prefix }: TableLocation): Promise<string[]> {
  const dates: string[] = [];
  const query = { Bucket: bucket, Prefix: `${prefix}date=`, Delimiter: '/' };
  for await (const page of paginateListObjectsV2({ client: s3 }, query)) {
    for (const { Prefix } of page.CommonPrefixes ?? [])
      dates.push(Prefix?.slice(query.Prefix.length, -1) ?? '');
  }
  return dates.sort().reverse();
}

/** The hours of a date, the oldest first. Throws where a Parquet file is not under `hour=HH/`. */
async function partitionsOf(
  s3: S3Client,
  { bucket, prefix }: TableLocation,
  date: string,
): Promise<Partition[]> {
  const files = new Map<string, { key: string; bytes: number }[]>();
  const query = { Bucket: bucket, Prefix: `${prefix}date=${date}/` };
  for await (const page of paginateListObjectsV2({ client: s3 }, query)) {
    for (const { Key: key = '', Size: bytes = 0 } of page.Contents ?? []) {
      if (!key.endsWith('.parquet') || bytes === 0) continue;
      const hour = hourOf(key);
      files.set(hour, [...(files.get(hour) ?? []), { key, bytes }]);
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hour, its]) => ({ hour, files: its }));
}

/** `…/date=2026-11-21/hour=07/part-0.parquet` → `2026-11-21T07:00:00Z` */
function hourOf(key: string): string {
  const [, date, hour] = /date=(\d{4}-\d\d-\d\d)\/hour=(\d\d)\/[^/]+$/.exec(key) ?? [];
  if (hour === undefined) throw new Error(`${key}: must be in a folder date=YYYY-MM-DD/hour=HH/`);
  return `${date}T${hour}:00:00Z`;
}
