import type { FindingCause } from '@egress/contracts';
import type { PriceBook } from '@egress/prices';
import type { SqlEngine } from '@egress/sql-engine';
import type { ClaimedFinding } from './claimed-finding';

/** What an analysis has at hand when its tables (docs/data-model.md) are filled. */
export interface FindingsContext {
  readonly engine: SqlEngine;
  readonly prices: PriceBook;
  /** Length of the logs' window in hours; 0 when there are no logs. */
  readonly windowHours: number;
  /** Hours that the S3 access logs cover. @default windowHours */
  readonly bucketHours?: number;
  /** Hours that the CloudFront logs cover. @default windowHours */
  readonly distributionHours?: number;
  readonly hasBill: boolean;
  readonly hasInventory: boolean;
}

/** What the causes look at: the analysis, and where its samples begin and end. */
export interface CauseContext extends Required<FindingsContext> {
  /** Hours since 1970 of the first hour with traffic. */
  readonly firstHour: number;
  /** Hours from the first to the last hour with traffic, both included. */
  readonly hourCount: number;
  /** Hours that the bill covers; 0 without a bill. */
  readonly billHours: number;
  readonly hasS3Logs: boolean;
  readonly hasCloudFrontLogs: boolean;
}

export type Need = 'inventory' | 'bill' | 's3-logs' | 'cloudfront-logs';

/** One root cause: how it is proved and what repairs it. */
export interface Cause {
  readonly cause: FindingCause;
  /** Any one of these inputs is enough; without all of them the cause is not looked for, and a note says so. */
  readonly needsOneOf: readonly Need[];
  readonly find: (context: CauseContext) => Promise<readonly ClaimedFinding[]>;
}

interface SampleRow {
  readonly firstHour: number | null;
  readonly lastHour: number | null;
  readonly billHours: number | null;
  readonly s3Requests: number;
  readonly cloudFrontRequests: number;
}

/** The context with the length of the S3 access logs as its window. */
export function ofBuckets(context: CauseContext): CauseContext {
  return { ...context, windowHours: context.bucketHours };
}

/** Measures the samples once, for all causes. */
export async function causeContext(context: FindingsContext): Promise<CauseContext> {
  const sample = await context.engine.queryOne<SampleRow>(`
    SELECT
      (SELECT min(epoch(hour)) FROM egress_hourly) / 3600 AS "firstHour",
      (SELECT max(epoch(hour)) FROM egress_hourly) / 3600 AS "lastHour",
      (SELECT max(usage_end) - min(usage_start) FROM bill_lines) / 3600 AS "billHours",
      (SELECT count(*) FROM s3_requests) AS "s3Requests",
      (SELECT count(*) FROM cloudfront_requests) AS "cloudFrontRequests"`);
  const firstHour = sample.firstHour ?? 0;
  return {
    bucketHours: context.windowHours,
    distributionHours: context.windowHours,
    ...context,
    firstHour,
    hourCount: sample.lastHour === null ? 0 : sample.lastHour - firstHour + 1,
    billHours: sample.billHours ?? 0,
    hasS3Logs: sample.s3Requests > 0,
    hasCloudFrontLogs: sample.cloudFrontRequests > 0,
  };
}
