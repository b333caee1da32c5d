import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ModelMetadata } from '@egress/contracts';

/** Tells those who score which threshold the model in service has. */
export async function writeModelMetadata(
  s3: S3Client,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  metadata: ModelMetadata,
): Promise<void> {
  const Body = JSON.stringify(metadata);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/json' }));
}
