import type { S3Client } from '@aws-sdk/client-s3';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { countOf, ENOUGH_SCORES, learntThreshold } from '@egress/anomalies';
import { createEndpoint, describeEndpoint, ensureEndpointConfig, updateEndpoint } from './adapters/endpoint';
import { writeModelMetadata } from './adapters/model-metadata';
import { registerModel } from './adapters/registry';
import { trainingScores } from './adapters/training-scores';
import type { Environment, Event, Model, Result } from './contract';
import { deploymentProgress, deploymentStep } from './domain/deployment';

export interface Promotion {
  readonly environment: Environment;
  readonly s3: S3Client;
  readonly sageMaker: SageMakerClient;
  /** ISO time. */
  readonly now: string;
}

/** Does one step of a promotion. Every step can be repeated. */
export function promote(event: Event, promotion: Promotion): Promise<Result> {
  switch (event.step) {
    case 'threshold':
      return chooseThreshold(event.scoresUri, promotion);
    case 'register':
      return register(event.model, event.threshold, promotion);
    case 'deploy':
      return deploy(event.model, promotion);
    case 'check':
      return check(event.model, event.threshold, promotion);
  }
}

async function chooseThreshold(scoresUri: string, { environment, s3 }: Promotion): Promise<Result> {
  const distribution = await trainingScores(s3, { vectorsUri: environment.VECTORS_URI, scoresUri });
  const scores = countOf(distribution);
  if (scores < ENOUGH_SCORES) {
    const reason = `${scores} scores are too few: a threshold needs ${ENOUGH_SCORES} hours of training data.`;
    return { status: 'too_few_scores', scores, reason };
  }
  const threshold = learntThreshold(distribution);
  return { status: 'computed', threshold, scores, reason: `Threshold ${threshold} from ${scores} scores.` };
}

async function register(model: Model, threshold: number, promotion: Promotion): Promise<Result> {
  const { environment, sageMaker } = promotion;
  const modelPackageArn = await registerModel(sageMaker, environment, model, threshold);
  return environment.MODEL_APPROVAL_STATUS === 'Approved'
    ? { status: 'registered', modelPackageArn, reason: `Registered as ${modelPackageArn}.` }
    : {
        status: 'pending_approval',
        modelPackageArn,
        reason: `${modelPackageArn} waits for a person's approval.`,
      };
}

async function deploy(model: Model, { environment, sageMaker }: Promotion): Promise<Result> {
  const name = environment.ENDPOINT_NAME;
  if (name === '')
    return { status: 'no_endpoint', reason: 'The configuration has no endpoint (endpoint: none).' };
  await ensureEndpointConfig(sageMaker, environment, model.name);
  const endpoint = await describeEndpoint(sageMaker, name);
  switch (deploymentStep(endpoint, model.name)) {
    case 'create':
      await createEndpoint(sageMaker, name, model.name);
      return { status: 'deploying', reason: `Creating ${name} with ${model.name}.` };
    case 'update':
      await updateEndpoint(sageMaker, environment, model.name);
      return { status: 'deploying', reason: `Updating ${name} to ${model.name}.` };
    case 'nothing':
      return { status: 'deploying', reason: `${name} has ${model.name} already.` };
    case 'wait':
      return {
        status: 'busy',
        reason: `${name} is ${endpoint?.status}: run the training workflow again later.`,
      };
    case 'replace_by_hand': {
      const { reason } = deploymentProgress(endpoint, model.name);
      return { status: 'failed', reason: `${reason} Delete ${name} and run the training workflow again.` };
    }
  }
}

async function check(model: Model, threshold: number, promotion: Promotion): Promise<Result> {
  const { environment, s3, sageMaker, now } = promotion;
  const endpoint = await describeEndpoint(sageMaker, environment.ENDPOINT_NAME);
  const progress = deploymentProgress(endpoint, model.name);
  if (progress.status === 'in_service') {
    const place = { bucket: environment.MODEL_BUCKET, key: environment.MODEL_METADATA_KEY };
    const metadata = { schemaVersion: 1, modelName: model.name, threshold, inServiceSince: now } as const;
    await writeModelMetadata(s3, place, metadata);
  }
  return progress;
}
