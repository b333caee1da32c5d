import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { SFNClient } from '@aws-sdk/client-sfn';
import { scoreVectors } from './adapters/endpoint';
import { listPartitions, newestHour } from './adapters/feature-partitions';
import { readPartition } from './adapters/feature-rows';
import { readThreshold } from './adapters/model-metadata';
import { startWorkflow } from './adapters/workflow';
import type { Environment } from './contract';
import type { Ports } from './domain/detect';

const CLIENT = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/** Ties detection to AWS. */
export function compose(environment: Environment): Ports {
  const s3 = new S3Client(CLIENT);
  const sageMaker = new SageMakerRuntimeClient(CLIENT);
  const stepFunctions = new SFNClient(CLIENT);
  const table = { bucket: environment.PROCESSED_BUCKET, prefix: environment.FEATURES_PREFIX };
  return {
    hasEndpoint: environment.ENDPOINT_NAME !== '',
    minUsdPerDay: environment.MIN_USD_PER_DAY,
    newestHour: () => newestHour(s3, table),
    listPartitions: (from, until) => listPartitions(s3, table, from, until),
    readPartition: (partition) => readPartition(s3, table.bucket, partition),
    threshold: async () =>
      environment.THRESHOLD ?? readThreshold(s3, environment.MODEL_BUCKET, environment.MODEL_METADATA_KEY),
    score: (vectors) => scoreVectors(sageMaker, environment.ENDPOINT_NAME, vectors),
    start: (anomaly) => startWorkflow(stepFunctions, environment.STATE_MACHINE_ARN, anomaly),
  };
}
