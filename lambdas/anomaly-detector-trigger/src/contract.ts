import { DEFAULT_MIN_USD_PER_DAY, FEATURE_TABLE_PREFIX } from '@egress/anomalies';
import { MODEL_METADATA_KEY } from '@egress/contracts';
import { z } from 'zod';

export const environment = z.object({
  /** Bucket of the processed data. */
  PROCESSED_BUCKET: z.string().min(1),
  /** Prefix of the feature table, whose partitions are `date=YYYY-MM-DD/hour=HH/`. */
  FEATURES_PREFIX: z.string().regex(/\/$/, 'must end with a slash').default(FEATURE_TABLE_PREFIX),
  /** SageMaker endpoint; empty where the configuration has none: nothing is scored then. */
  ENDPOINT_NAME: z.string().default(''),
  /** Bucket where model-promoter keeps the metadata of the model in service. */
  MODEL_BUCKET: z.string().min(1),
  /** Key of that metadata. */
  MODEL_METADATA_KEY: z.string().default(MODEL_METADATA_KEY),
  /** Score above which an hour is anomalous, instead of the model's own; empty: the model's. */
  THRESHOLD: z
    .string()
    .default('')
    .transform((text, context) => {
      if (text === '') return undefined;
      const threshold = Number(text);
      if (Number.isFinite(threshold)) return threshold;
      context.addIssue({ code: 'custom', message: 'must be a number, or empty' });
      return z.NEVER;
    }),
  /** Anomalies that cost less per day are left out. */
  MIN_USD_PER_DAY: z.coerce.number().nonnegative().default(DEFAULT_MIN_USD_PER_DAY),
  /** State machine that handles an anomaly. */
  STATE_MACHINE_ARN: z.string().startsWith('arn:'),
});
export type Environment = z.infer<typeof environment>;

/** The schedule's event; nothing of it is used but the time. */
export const event = z.object({ time: z.iso.datetime() });

/** Counts of one run, over the newest day and as far back as its anomalies reach. */
const counts = {
  /** Start of the newest hour. */
  hour: z.string(),
  hours: z.int(),
  rows: z.int(),
  /** Rows above their own band that are worth the money: no others can be anomalies. */
  scored: z.int(),
  /** Of the newest day; an anomaly lasts until its entity was quiet for a day. */
  anomalies: z.int(),
  /** Of these, not handed over: they have lasted for longer than a run looks back, or their beginning is not known. */
  withheld: z.int(),
  started: z.int(),
  /** Handed over by an earlier run. */
  alreadyStarted: z.int(),
};

/** A run that could not score or hand over everything throws instead, after doing all it could: Lambda runs it again. */
export const result = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), ...counts }),
  z.object({ status: z.enum(['no_endpoint', 'no_partition', 'no_threshold']), reason: z.string() }),
]);
export type Result = z.infer<typeof result>;

export const permissions = {
  /** Of the processed bucket, under the features' prefix. */
  processedBucket: ['s3:ListBucket'],
  features: ['s3:GetObject'],
  modelMetadata: ['s3:GetObject'],
  /** Without it a missing object is answered as forbidden. */
  modelBucket: ['s3:ListBucket'],
  endpoint: ['sagemaker:InvokeEndpoint'],
  stateMachine: ['states:StartExecution'],
} as const;

export const functionSettings = { memoryMiB: 512, timeoutSeconds: 300 } as const;

/** Every hour, when the hour before has arrived and been aggregated. */
export const schedule = 'cron(40 * * * ? *)';

export const metrics = {
  namespace: 'EgressOptimizer',
  service: 'anomaly-detector-trigger',
} as const;
