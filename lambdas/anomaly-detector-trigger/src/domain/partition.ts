import type { FeatureRow } from '@egress/anomalies';

/** One hour of the feature table. */
export interface Partition {
  /** `2026-11-21T07:00:00Z` */
  readonly hour: string;
  readonly files: readonly { readonly key: string; readonly bytes: number }[];
}

/** What detection reads of a partition. */
export interface PartitionRows {
  readonly hour: string;
  /** All that the partition holds. */
  readonly rows: number;
  /** Those above their own band; no others can be anomalies. */
  readonly aboveBand: readonly FeatureRow[];
}
