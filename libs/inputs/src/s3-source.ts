import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { forEachConcurrently } from './concurrency';
import { UnreadableInputError } from './detection';

const PARALLEL_DOWNLOADS = 8;

export interface Downloaded {
  /** `s3://bucket/key` */
  readonly path: string;
  readonly localPath: string;
}

/**
 * Copies every object below an `s3://bucket/prefix` to `folder`. Credentials, region and endpoint come from where
 * the AWS CLI takes them (profile, environment). Throws UnreadableInputError that names the address.
 */
export async function downloadPrefix(
  address: string,
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Downloaded[]> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(address) ?? [];
  if (bucket === undefined || prefix === undefined) {
    throw new UnreadableInputError(`${address}: write s3://bucket/prefix`);
  }
  const client = new S3Client({
    followRegionRedirects: true,
    // AWS knows both styles, other S3 servers seldom know bucket.host names.
    forcePathStyle: true,
  });
  try {
    const keys = await listKeys(client, bucket, prefix);
    if (keys.length === 0) throw new UnreadableInputError(`${address}: holds no object`);
    const downloads: Downloaded[] = [];
    await forEachConcurrently([...keys.entries()], PARALLEL_DOWNLOADS, async ([i, key]) => {
      // The number keeps apart what cannot be in one file system: the keys `a` and `a/b`.
      const localPath = path.join(folder, String(i), ...[bucket, ...key.split('/')].map(fileName));
      await download(client, bucket, key, localPath);
      downloads.push({ path: `s3://${bucket}/${key}`, localPath });
      onProgress(downloads.length, keys.length);
    });
    return downloads.sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    if (error instanceof UnreadableInputError) throw error;
    throw new UnreadableInputError(`${address}: ${(error as Error).name}: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}

async function listKeys(client: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined && !Key.endsWith('/')) keys.push(Key);
  }
  return keys;
}

async function download(client: S3Client, bucket: string, key: string, localPath: string): Promise<void> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  await mkdir(path.dirname(localPath), { recursive: true });
  await pipeline(Body as Readable, createWriteStream(localPath));
}

/** A key's segment as a file name: nothing in it may lead out of the folder. */
function fileName(segment: string): string {
  return segment === '' || /^\.+$/.test(segment) ? `_${segment}` : segment.replaceAll(/[\\:*?"<>|]/g, '_');
}
