import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { TRAINING_VECTORS_PREFIX } from '@egress/anomalies';
import { encodeScores, encodeVectors } from '@egress/sagemaker-rcf';
import type { AccountClients } from './account-clients';
import { DEMO_NAMES } from './demo-names';
import { invokeFunction } from './invoke-function';
import type { TrainedModel } from './train-model';

/** Where the training workflow has models and scores put. */
const MODEL_KEY = 'training-output/models/egress-demo-forest/forest';
const SCORES_PREFIX = 'training-output/scores/egress-demo-forest/';
const FILE = 'demo.csv';

const MODEL = {
  name: 'egress-demo-forest',
  image: '382416733822.dkr.ecr.us-east-1.amazonaws.com/randomcutforest:1',
  dataUrl: `s3://${DEMO_NAMES.modelArtifacts}/${MODEL_KEY}`,
} as const;

interface PromoterAnswer {
  readonly status: string;
  readonly reason: string;
  readonly threshold?: number;
}

/**
 * Brings a model into service as the training workflow does: it, its vectors and their scores go to S3, and the model-promoter
 * function learns the threshold from them, registers the model, deploys it and records it as the one in service.
 *
 * @returns the threshold
 */
export async function promoteModel(
  { forest, vectors, scores }: TrainedModel,
  { s3, lambda, sageMaker }: AccountClients,
): Promise<number> {
  await put(s3, DEMO_NAMES.modelArtifacts, MODEL_KEY, forest.serialise());
  await put(s3, DEMO_NAMES.processedData, TRAINING_VECTORS_PREFIX + FILE, encodeVectors(vectors, 'text/csv'));
  const scored = encodeScores(scores, 'application/jsonlines');
  await put(s3, DEMO_NAMES.modelArtifacts, `${SCORES_PREFIX}${FILE}.out`, scored);
  const step = async (status: string, event: object) => {
    const answer = await invokeFunction<PromoterAnswer>(lambda, DEMO_NAMES.modelPromoter, event);
    if (answer.status !== status) throw new Error(`the model was not promoted: ${answer.reason}`);
    return answer;
  };
  const scoresUri = `s3://${DEMO_NAMES.modelArtifacts}/${SCORES_PREFIX}`;
  const { threshold = NaN } = await step('computed', { step: 'threshold', scoresUri });
  await sageMaker.send(
    new CreateModelCommand({
      ModelName: MODEL.name,
      ExecutionRoleArn: DEMO_NAMES.sageMakerRoleArn,
      PrimaryContainer: { Image: MODEL.image, ModelDataUrl: MODEL.dataUrl },
    }),
  );
  await step('registered', { step: 'register', model: MODEL, threshold });
  await step('deploying', { step: 'deploy', model: MODEL });
  await step('in_service', { step: 'check', model: MODEL, threshold });
  return threshold;
}

async function put(s3: S3Client, Bucket: string, Key: string, Body: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}
