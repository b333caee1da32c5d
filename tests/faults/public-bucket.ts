import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import type { Account } from '@egress/bench/anomalies/account';
import type { Anomaly } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';

/** A new bucket without a public access block, and the anomaly that it is. */
export async function createPublicBucket(account: Account, bucket: string): Promise<Anomaly> {
  await account.createBucket(bucket);
  return { ...BUCKET_ANOMALY, id: `anomaly-of-${bucket}`, resource: bucket };
}

/** Whether public access to a bucket is blocked. */
export async function isBlocked({ s3 }: Account, bucket: string): Promise<boolean> {
  try {
    const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return answer.PublicAccessBlockConfiguration?.RestrictPublicBuckets === true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return false;
    throw error;
  }
}
