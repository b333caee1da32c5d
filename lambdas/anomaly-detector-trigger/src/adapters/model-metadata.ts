import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { modelMetadataSchema } from '@egress/contracts';

/** The threshold of the model in service; null where none was promoted yet. */
export async function readThreshold(s3: S3Client, bucket: string, key: string): Promise<number | null> {
  const text = await readText(s3, bucket, key);
  if (text === null) return null;
  try {
    return modelMetadataSchema.parse(JSON.parse(text)).threshold;
  } catch (cause) {
    throw new Error(`s3://${bucket}/${key}: is no metadata of a model; promote one again`, { cause });
  }
}

async function readText(s3: S3Client, bucket: string, key: string): Promise<string | null> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}
