import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { openToTheWorld } from './create-hosts';

/** A private bucket, as every new one of AWS is. */
export async function createPrivateBucket(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
}

/** Lets everybody read a bucket, in the two steps that it takes. */
export async function openBucket(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

/** Elasticsearch's port. */
const SEARCH_PORT = 9200;

/** Lets everybody in to the search index beside the web servers. */
export async function openSearchIndex(ec2: EC2Client, groupId: string): Promise<void> {
  await openToTheWorld(ec2, groupId, SEARCH_PORT, 'debugging, to be removed');
}
