import { z } from 'zod';
import { egressClassSchema } from './egress-class';

/** What an anomaly is, as far as its evidence tells: the workflow chooses its path by it. */
export const ANOMALY_TYPES = [
  'S3_Public_Access',
  'OverlyPermissive_SecurityGroup',
  'High_Data_Transfer_EC2',
  'Nat_Service_Traffic',
  'Cross_AZ_Transfer',
  'Inter_Region_Transfer',
  'CloudFront_Egress_Spike',
  'Unknown_Destination',
] as const;
export const anomalyTypeSchema = z.enum(ANOMALY_TYPES);
export type AnomalyType = z.infer<typeof anomalyTypeSchema>;

/** By the dollars per day at stake; the workflow's notifications are sorted by it. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

const isoHour = z.iso
  .datetime()
  .regex(/:00:00(\.000)?Z$/, 'must be a full hour in UTC: 2026-11-21T07:00:00Z');

/** One coordinate of the vector that was scored. */
export const anomalyFeatureSchema = z.object({
  name: z.string(),
  value: z.number(),
  expected: z.number(),
  /** Share of the score that this coordinate explains; the shares of one anomaly add up to 1, or are all 0 if unknown. */
  attribution: z.number().min(0).max(1),
});
export type AnomalyFeature = z.infer<typeof anomalyFeatureSchema>;

/**
 * What the detector hands to the workflow, and the input of every state machine execution.
 * Bytes are per `hour`; money is USD.
 */
export const anomalySchema = z.object({
  schemaVersion: z.literal(1),
  /** Same entity and onset hour, same id: the execution is named by it, so that no anomaly is handled twice. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,80}$/, 'must be 1 to 80 letters, digits, "_" or "-"'),
  account: z.string().regex(/^\d{12}$/, 'must be an account id of 12 digits'),
  region: z.string().min(1),
  /** An AWS id rather than an ARN: eni-…, i-…, nat-…, sg-…, a distribution's id or a bucket's name. */
  resource: z.string().min(1),
  egressClass: egressClassSchema,
  anomalyType: anomalyTypeSchema,
  /** First hour that left the expected band. */
  onset: isoHour,
  /** Newest anomalous hour: `observedBytes` and `expectedBytes` are of this one. */
  hour: isoHour,
  observedBytes: z.number().nonnegative(),
  expectedBytes: z.number().nonnegative(),
  score: z.number(),
  threshold: z.number(),
  /** What the bytes above the expected ones cost if the newest hour's pace lasts a day. */
  usdPerDay: z.number().nonnegative(),
  severity: severitySchema,
  features: z.array(anomalyFeatureSchema),
  /** Named facts of the flows, short: they go into prompts and notifications. */
  evidence: z.record(z.string().max(64), z.union([z.string().max(256), z.number()])),
});
export type Anomaly = z.infer<typeof anomalySchema>;
