import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Environment } from './contract';
import type { Promotion } from './promote';

const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/** Ties promotion to AWS. */
export function compose(environment: Environment): Omit<Promotion, 'now'> {
  return { environment, s3: new S3Client(CLIENT), sageMaker: new SageMakerClient(CLIENT) };
}
