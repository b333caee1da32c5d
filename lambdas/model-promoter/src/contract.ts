import { MODEL_METADATA_KEY } from '@egress/contracts';
import { z } from 'zod';

const s3Prefix = z.string().regex(/^s3:\/\/[^/]+\/.+$/, 'must be s3://bucket/prefix');

const optionalArn = z
  .string()
  .default('')
  .transform((arn) => (arn === '' ? undefined : arn));

export const environment = z.object({
  /** Where the vectors are that models are trained with, `s3://bucket/prefix/`. */
  VECTORS_URI: s3Prefix,
  /** Group that versions of the model are registered in. */
  MODEL_PACKAGE_GROUP_NAME: z.string().min(1),
  /** What a new version is registered as; only an approved one is deployed. */
  MODEL_APPROVAL_STATUS: z.enum(['Approved', 'PendingManualApproval']).default('Approved'),
  /** Endpoint to create or update; empty where the configuration has none. */
  ENDPOINT_NAME: z.string().default(''),
  ENDPOINT_INSTANCE_TYPE: z.string().default('ml.t2.medium'),
  ENDPOINT_INSTANCE_COUNT: z.coerce.number().int().min(1).default(1),
  /** CloudWatch alarms that roll a deployment back, separated by commas. */
  ROLLBACK_ALARM_NAMES: z
    .string()
    .default('')
    .transform((names) => names.split(',').filter((name) => name !== '')),
  /** Key of the endpoint's volumes; empty: SageMaker's own. */
  KMS_KEY_ARN: optionalArn,
  /** Bucket and key of the metadata of the model in service. */
  MODEL_BUCKET: z.string().min(1),
  MODEL_METADATA_KEY: z.string().default(MODEL_METADATA_KEY),
});
export type Environment = z.infer<typeof environment>;

const model = z.object({
  /** Name of the training job, of the SageMaker model and of the endpoint configuration. */
  name: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/),
  image: z.string(),
  /** `s3://…/model.tar.gz` */
  dataUrl: z.string().startsWith('s3://'),
});
export type Model = z.infer<typeof model>;

export const event = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('threshold'),
    /** Prefix where the batch transform left the scores of the training data, `s3://bucket/prefix/`. */
    scoresUri: s3Prefix,
  }),
  z.object({ step: z.literal('register'), model, threshold: z.number() }),
  z.object({ step: z.literal('deploy'), model }),
  z.object({ step: z.literal('check'), model, threshold: z.number() }),
]);
export type Event = z.infer<typeof event>;

const reason = { reason: z.string() };

/** The first status of each step lets the workflow go on; any other ends it with its reason. */
export const result = z.discriminatedUnion('status', [
  z.object({ status: z.literal('computed'), threshold: z.number(), scores: z.int(), ...reason }),
  z.object({ status: z.literal('too_few_scores'), scores: z.int(), ...reason }),

  z.object({ status: z.enum(['registered', 'pending_approval']), modelPackageArn: z.string(), ...reason }),

  /** Answer to `deploy` and, until it is over, to `check`. */
  z.object({ status: z.literal('deploying'), ...reason }),
  /** `busy`: another deployment is under way. `no_endpoint`: the configuration has none. */
  z.object({ status: z.enum(['busy', 'no_endpoint']), ...reason }),

  z.object({ status: z.enum(['in_service', 'rolled_back', 'failed']), ...reason }),
]);
export type Result = z.infer<typeof result>;

export const permissions = {
  /** Of the bucket with scores and metadata. */
  modelBucket: ['s3:ListBucket'],
  scores: ['s3:GetObject'],
  /** Of the bucket with the vectors, under their prefix. */
  vectorsBucket: ['s3:ListBucket'],
  vectors: ['s3:GetObject'],
  modelMetadata: ['s3:PutObject'],
  /** Versions of the group; creating one needs the group as well. */
  modelPackage: ['sagemaker:CreateModelPackage'],
  endpointConfig: ['sagemaker:CreateEndpointConfig', 'sagemaker:DescribeEndpointConfig'],
  endpoint: ['sagemaker:DescribeEndpoint', 'sagemaker:CreateEndpoint', 'sagemaker:UpdateEndpoint'],
  /** SageMaker looks at the alarms in the name of who deploys. */
  alarms: ['cloudwatch:DescribeAlarms'],
} as const;

export const functionSettings = { memoryMiB: 512, timeoutSeconds: 300 } as const;

export const metrics = { namespace: 'EgressOptimizer', service: 'model-promoter' } as const;
