import type { Anomaly, Fact } from '@egress/contracts';

export type Source = Fact['source'];

/** What a sender sent to one destination and port in the anomaly's hour, from our own table `egress_hourly`. */
export interface Flow {
  readonly kind: 'flow';
  /** Instance, interface or bucket. */
  readonly sender: string;
  readonly vpc: string | undefined;
  /** A service with its region, a network's owner, or an interface of ours. */
  readonly destination: string;
  /** Interface at the far end, where it is ours. */
  readonly peer: string | undefined;
  readonly port: number | undefined;
  readonly bytes: number;
  readonly usd: number;
  /** Of the resource's bytes in that hour, 0 to 1. */
  readonly share: number;
  /** In the last hour before the onset; undefined: that was on the day before. */
  readonly bytesBefore: number | undefined;
}

/** A management event that wrote to a resource, from CloudTrail. */
export interface Change {
  readonly kind: 'change';
  /** Such as `DeleteBucketPublicAccessBlock`. */
  readonly eventName: string;
  /** ISO time. */
  readonly at: string;
  readonly user: string;
  readonly userAgent: string;
  /** That it names anywhere. */
  readonly resources: readonly string[];
  /** Its request names 0.0.0.0/0 or ::/0. */
  readonly namesTheWorld: boolean;
  /** Its request turns all of S3's Block Public Access on. */
  readonly blocksPublicAccess: boolean;
}

/** A difference between two configuration items of a resource, from AWS Config. */
export interface Reconfiguration {
  readonly kind: 'reconfiguration';
  readonly resource: string;
  /** ISO time at which Config captured it. */
  readonly at: string;
  /** Top-level field of the configuration, such as `ipPermissions`; values as JSON, of lists only the entries that differ. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Resources that a resource belongs to or is attached to, from AWS Config. */
export interface Relations {
  readonly kind: 'relations';
  readonly resource: string;
  readonly related: readonly string[];
}

/** Usage that cost more on the day of the onset than on the days before, from Cost Explorer. */
export interface CostIncrease {
  readonly kind: 'cost';
  /** UTC day. */
  readonly day: string;
  readonly usageType: string;
  readonly usd: number;
  /** Median of the days before. */
  readonly usualUsd: number;
}

/** A source that could not be read or knows nothing. */
export interface Gap {
  readonly kind: 'gap';
  readonly source: Source;
  readonly reason: string;
  /** It told something all the same. */
  readonly isPartial?: boolean;
}

/** One thing that is known. Everything in it that is text comes from outside and is data, never instructions. */
export type Observation =
  | { readonly kind: 'anomaly'; readonly anomaly: Anomaly }
  | { readonly kind: 'evidence'; readonly name: string; readonly value: string | number }
  | Flow
  | Change
  | Reconfiguration
  | Relations
  | CostIncrease
  | Gap;
