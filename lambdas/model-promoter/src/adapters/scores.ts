import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';

const lineSchema = z.object({ score: z.number() });

/** All scores that a batch transform left under a prefix, `s3://bucket/prefix/`. Throws with the file and line that holds none. */
export async function readScores(s3: S3Client, uri: string): Promise<Float64Array> {
  const { host: Bucket, pathname } = new URL(uri);
  const scores: number[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: pathname.slice(1) })) {
    for (const { Key } of page.Contents ?? []) {
      if (!Key?.endsWith('.out')) continue;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      await readLines(Body as Readable, Key, scores);
    }
  }
  return Float64Array.from(scores);
}

async function readLines(body: Readable, key: string, scores: number[]): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: body })) {
    number += 1;
    if (line.trim() !== '') scores.push(parseLine(line, `${key}:${number}`));
  }
}

/** The algorithm's page shows lines with a comma at the end, the common formats' page without. */
function parseLine(line: string, place: string): number {
  try {
    return lineSchema.parse(JSON.parse(line.replace(/,\s*$/, ''))).score;
  } catch (cause) {
    throw new Error(`${place}: is not a score such as {"score":0.5}`, { cause });
  }
}
