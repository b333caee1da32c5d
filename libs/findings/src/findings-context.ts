import type { FindingCause } from '@egress/contracts';
import type { PriceBook } from '@egress/prices';
import type { SqlEngine } from '@egress/sql-engine';
import type { ClaimedFinding } from './claimed-finding';

/** What an analysis has at hand when its tables (docs/data-model.md) are filled. */
export interface FindingsContext {
  readonly engine: SqlEngine;
  readonly prices: PriceBook;
  /**
   * When there are logs, in seconds since 1970, gaps left out.
   * @default from the first hour with traffic to the last
   */
  readonly covered?: readonly { readonly start: number; readonly end: number }[];
  /** Hours that the flow logs cover; 0 when there are none. */
  readonly windowHours: number;
  /** Hours that the S3 access logs cover. @default windowHours */
  readonly bucketHours?: number;
  /** Hours that the CloudFront logs cover. @default windowHours */
  readonly distributionHours?: number;
  /** Hours that the bill covers; 0 without a bill. */
  readonly billHours: number;
  readonly hasBill: boolean;
  readonly hasInventory: boolean;
}

/** What the causes look at: the analysis, and where its samples begin and end. */
export interface CauseContext extends Required<Omit<FindingsContext, 'covered'>> {
  /** Hours since 1970 of each hour that logs cover, in order. */
  readonly hours: readonly number[];
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
  /** What of it could not be told for want of logs, in sentences. */
  readonly unchecked?: (context: CauseContext) => Promise<readonly string[]>;
}

const HOUR = 3600;

interface SampleRow {
  readonly hours: readonly number[];
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
      (SELECT coalesce(list(DISTINCT epoch(hour) / 3600), []) FROM egress_hourly) AS hours,
      (SELECT count(*) FROM s3_requests) AS "s3Requests",
      (SELECT count(*) FROM cloudfront_requests) AS "cloudFrontRequests"`);
  const { covered = fromFirstToLast(sample.hours), ...rest } = context;
  return {
    bucketHours: context.windowHours,
    distributionHours: context.windowHours,
    ...rest,
    hours: [...new Set([...sample.hours, ...covered.flatMap(hoursIn)])].sort((a, b) => a - b),
    hasS3Logs: sample.s3Requests > 0,
    hasCloudFrontLogs: sample.cloudFrontRequests > 0,
  };
}

function fromFirstToLast(hours: readonly number[]): { start: number; end: number }[] {
  return hours.length === 0
    ? []
    : [{ start: Math.min(...hours) * HOUR, end: (Math.max(...hours) + 1) * HOUR }];
}

function hoursIn({ start, end }: { start: number; end: number }): number[] {
  const first = Math.floor(start / HOUR);
  return Array.from({ length: Math.ceil(end / HOUR) - first }, (_, i) => first + i);
}
