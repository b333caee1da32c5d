import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ReportProgress } from './live-steps';

/** Objects on their way at once. */
const CONCURRENCY = 8;

/** A folder, and where its files go: the rest of their keys is their path below it. */
export interface Upload {
  readonly folder: string;
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly prefix: string;
  /** Of the files' paths. @default all */
  readonly only?: RegExp;
}

/** Puts the files of folders into buckets. @returns how many */
export async function uploadFolders(
  s3: S3Client,
  uploads: readonly Upload[],
  onProgress: ReportProgress,
): Promise<number> {
  const objects = uploads.flatMap(objectsOf);
  let done = 0;
  const waiting = objects.values();
  const worker = async () => {
    for (const { file, Bucket, Key } of waiting) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: readFileSync(file) }));
      onProgress('objects', ++done, objects.length);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return objects.length;
}

function objectsOf({ folder, bucket, prefix, only = /^/ }: Upload) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => only.test(file))
    .map((file) => ({
      file,
      Bucket: bucket,
      Key: prefix + path.relative(folder, file).split(path.sep).join('/'),
    }));
}
