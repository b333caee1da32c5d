import { z } from 'zod';
import { egressClassSchema } from './egress-class';
import { findingSchema } from './finding';

const isoTime = z.string();
const bytes = z.number().int().nonnegative();
const usd = z.number();

/** `bill` = effective rate of the customer's bill, `list` = AWS list price, `mixed` = rows of both. */
export const rateSourceSchema = z.enum(['bill', 'list', 'mixed']);
export type RateSource = z.infer<typeof rateSourceSchema>;

export const inputSchema = z.object({
  path: z.string(),
  /** What the content is: vpc-flow-logs, tgw-flow-logs, s3-access-logs, cloudfront-logs, bill, inventory. */
  kind: z.string(),
  /** How it is written: text, text.gz, parquet, w3c, json, csv … with the schema's version where it has one. */
  format: z.string(),
  records: z.number().int().nonnegative(),
  malformed: z.number().int().nonnegative(),
});

export const classTotalSchema = z.object({
  class: egressClassSchema,
  bytes,
  usd,
  usdPerGb: z.number(),
  rateSource: rateSourceSchema,
  /** At this window's pace over 730 h. */
  usdPerMonth: usd,
});

export const destinationSchema = z.object({
  service: z.string().nullable(),
  region: z.string().nullable(),
  asn: z.number().int().nullable(),
  org: z.string().nullable(),
});

export const talkerSchema = z.object({
  interfaceId: z.string().nullable(),
  instanceId: z.string().nullable(),
  name: z.string().nullable(),
  azId: z.string().nullable(),
  class: egressClassSchema,
  destination: destinationSchema,
  bytes,
  usd,
});

const azEndSchema = z.object({
  interfaceId: z.string().nullable(),
  instanceId: z.string().nullable(),
  name: z.string().nullable(),
  address: z.string(),
  azId: z.string().nullable(),
});

export const crossAzPairSchema = z.object({
  region: z.string(),
  vpcId: z.string().nullable(),
  source: azEndSchema,
  destination: azEndSchema,
  port: z.number().int(),
  /** Bytes moved from source to destination. */
  bytes,
  usd,
});

export const reconciliationSchema = z.object({
  region: z.string(),
  class: egressClassSchema,
  flowBytes: bytes,
  /** null where no bill was given for that region and class. */
  billBytes: z.number().nullable(),
  flowUsd: usd,
  billUsd: usd.nullable(),
  /** Bill minus flows: what the logs do not explain (negative: the logs hold more than the bill). */
  unexplainedUsd: usd.nullable(),
});

export const sampleSchema = z.object({
  file: z.string(),
  line: z.number().int().nullable(),
  reason: z.string(),
});

export const qualitySchema = z.object({
  records: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  noData: z.number().int(),
  skipData: z.number().int(),
  duplicates: z.number().int(),
  malformed: z.number().int(),
  samples: z.array(sampleSchema),
  /** What could not be told and what is missing for it, in sentences. */
  notes: z.array(z.string()),
});

export const trendPointSchema = z.object({ hour: isoTime, class: egressClassSchema, bytes, usd });

/** A ribbon of the Sankey: one source over one path to one destination. */
export const pathFlowSchema = z.object({
  source: z.string(),
  class: egressClassSchema,
  destination: z.string(),
  bytes,
  usd,
});

/** Hours from start to end, and how many of them the inputs cover: gaps, which `quality.notes` names, are left out. */
export const windowSchema = z.object({
  start: isoTime.nullable(),
  end: isoTime.nullable(),
  hours: z.number(),
  coveredHours: z.number(),
});

/** The one document that `egress analyze --json` prints. Bytes are exact integers, dollars unrounded USD. */
export const analysisDocumentSchema = z.object({
  schemaVersion: z.literal('1.0'),
  window: windowSchema,
  inputs: z.array(inputSchema),
  classes: z.array(classTotalSchema),
  talkers: z.array(talkerSchema),
  crossAzPairs: z.array(crossAzPairSchema),
  findings: z.array(findingSchema),
  /** Sum of the findings' savings; overlapping claims are already allocated once. */
  savingUsdPerMonth: z.object({ low: z.number(), expected: z.number(), high: z.number() }),
  reconciliation: z.array(reconciliationSchema),
  /** What logs and bill both cover, to which `reconciliation` is limited; null without both. */
  reconciledWindow: windowSchema.nullable(),
  trend: z.array(trendPointSchema),
  paths: z.array(pathFlowSchema),
  quality: qualitySchema,
});

export type AnalysisDocument = z.infer<typeof analysisDocumentSchema>;
export type AnalysisInput = z.infer<typeof inputSchema>;
export type ClassTotal = z.infer<typeof classTotalSchema>;
export type Talker = z.infer<typeof talkerSchema>;
export type CrossAzPair = z.infer<typeof crossAzPairSchema>;
export type Reconciliation = z.infer<typeof reconciliationSchema>;
export type Quality = z.infer<typeof qualitySchema>;
export type QualitySample = z.infer<typeof sampleSchema>;
