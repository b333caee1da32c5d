import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AsyncBuffer } from 'hyparquet';

export interface ObjectToRead {
  readonly Bucket: string;
  readonly Key: string;
  readonly byteLength: number;
}

/** How much may be read, and how long. */
export interface ReadLimits {
  readonly abortSignal?: AbortSignal;
  /** Throws if these bytes would be too many. */
  readonly allow?: (bytes: number) => void;
}

/** A limit that all objects of a read share. */
export function byteLimit(most: number): (bytes: number) => void {
  let left = most;
  return (bytes) => {
    left -= bytes;
    if (left < 0) throw new Error(`it takes reading more than ${Math.round(most / 2 ** 20)} MiB`);
  };
}

/** A Parquet object that hyparquet reads by range requests: only the row groups and columns that it needs. */
export function parquetObject(
  s3: S3Client,
  { Bucket, Key, byteLength }: ObjectToRead,
  { abortSignal, allow }: ReadLimits = {},
): AsyncBuffer {
  return {
    byteLength,
    slice: async (from, end = byteLength) => {
      const start = from < 0 ? byteLength + from : from;
      allow?.(end - start);
      const Range = `bytes=${start}-${end - 1}`;
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket, Key, Range }),
        abortSignal === undefined ? {} : { abortSignal },
      );
      if (Body === undefined) throw new Error(`s3://${Bucket}/${Key}: the answer for ${Range} is empty`);
      return (await Body.transformToByteArray()).slice().buffer;
    },
  };
}
