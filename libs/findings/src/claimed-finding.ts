import type { Finding } from '@egress/contracts';
import type { MonthlyEstimate } from './monthly-estimate';

/**
 * Dollars that a fix would save, taken from a pool of billed bytes. Fixes that act on the same bytes name the same pool,
 * and what is granted from a pool never exceeds its dollars.
 */
export interface Claim {
  /** Class and ids of the bytes, e.g. `cross_az|nat-0a|use1-az2|S3|us-east-1`. */
  readonly pool: string;
  /** What all bytes of the pool cost, USD per month. */
  readonly poolUsdPerMonth: number;
  readonly saving: MonthlyEstimate;
}

/** A finding whose saving is not settled yet, because others may claim the same bytes. */
export interface ClaimedFinding extends Omit<Finding, 'title' | 'savingUsdPerMonth'> {
  /** What is wrong and where; the money is added when it is settled. */
  readonly heading: string;
  readonly claims: readonly Claim[];
  /** What the fix itself costs, USD per month. */
  readonly addedUsdPerMonth: number;
  /** A pool that the fix needs as it is: what another fix would take away by deleting it, or the other way round. */
  readonly keeps?: string;
  /** A risk is reported even when it saves nothing. */
  readonly isRisk?: boolean;
}

export type EvidenceItem = Finding['evidence'][number];

/** A claim on bytes that no other fix acts on in part: it takes the whole pool. */
export function wholePool(pool: string, saving: MonthlyEstimate): Claim {
  return { pool, poolUsdPerMonth: saving.expected, saving };
}
