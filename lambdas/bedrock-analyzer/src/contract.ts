import { anomalySchema, rootCauseAnalysisSchema } from '@egress/contracts';
import * as z from 'zod';

export const environment = z.object({
  /** Bucket of the processed data. */
  PROCESSED_BUCKET: z.string().min(1),
  /** Prefix of the table `egress_hourly` in it, whose partitions are `date=YYYY-MM-DD/`. */
  EGRESS_HOURLY_PREFIX: z.string().regex(/\/$/, 'must end with a slash').default('egress_hourly/'),
  /** Id of a Bedrock model or inference profile; empty: no model is asked, and analyses are ranked by rules alone. */
  BEDROCK_MODEL_ID: z.string().default(''),
  /** Role to assume for Bedrock; empty: the function's own. */
  BEDROCK_ROLE_ARN: z.union([z.literal(''), z.string().startsWith('arn:')]).default(''),
  /** Guardrail for prompt and answer; empty: none. */
  BEDROCK_GUARDRAIL_ID: z.string().default(''),
  /** Version of the guardrail. */
  BEDROCK_GUARDRAIL_VERSION: z.string().default('DRAFT'),
});
export type Environment = z.infer<typeof environment>;

export const event = z.object({ anomaly: anomalySchema });

/** Discriminated on `status`: `explained` or `ranked`. The function throws on an event that is none, and on nothing else. */
export const result = rootCauseAnalysisSchema;
export type Result = z.infer<typeof result>;

/** The bedrock actions belong to the role in BEDROCK_ROLE_ARN, which the function assumes. */
export const permissions = {
  /** Of the processed bucket, under the table's prefix. */
  processedBucket: ['s3:ListBucket'],
  egressHourly: ['s3:GetObject'],
  bedrockAccessRole: ['sts:AssumeRole'],
  bedrockModel: ['bedrock:InvokeModel'],
  guardrail: ['bedrock:ApplyGuardrail'],
  anyResource: {
    actions: [
      'config:GetResourceConfigHistory',
      'config:SelectResourceConfig',
      'cloudtrail:LookupEvents',
      'ce:GetCostAndUsage',
    ],
    reason:
      'AWS Config’s history and queries, CloudTrail’s event history and Cost Explorer have no resource-level permissions.',
  },
} as const;

/** The time-out covers the budgets for evidence and model, and the start. */
export const functionSettings = { memoryMiB: 1024, timeoutSeconds: 90 } as const;

/** What an analysis took. */
export const metrics = {
  namespace: 'EgressOptimizer',
  service: 'bedrock-analyzer',
  /** One data point per analysis, with its status as a dimension. */
  analyses: 'Analyses',
  statusDimension: 'Status',
  inputTokens: 'InputTokens',
  outputTokens: 'OutputTokens',
  /** USD that the analysis was billed by Cost Explorer and Bedrock; CloudWatch has no unit for money. */
  usd: 'AnalysisUsd',
} as const;
