import type { EgressClass } from '@egress/contracts';
import { parseUsageType } from '@egress/prices/usage-type';
import type { BilledDay, BilledUsageType } from './billed-day';

export interface EgressCosts {
  readonly totalUsd: number;
  readonly usdByClass: Partial<Record<EgressClass, number>>;
  readonly unknownUsageTypes: string[];
}

export interface DayCosts extends EgressCosts {
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
}

/** The day on which egress cost most, the latest of several, beside the total of each day. Throws without any day. */
export function costliest(days: readonly BilledDay[]): DayCosts & {
  readonly usdByDay: Record<string, number>;
} {
  const costs = days.map(({ day, billed }) => ({ day, ...egressCosts(billed) }));
  const most = costs.reduce((a, b) => (b.totalUsd >= a.totalUsd ? b : a));
  return { ...most, usdByDay: Object.fromEntries(costs.map(({ day, totalUsd }) => [day, totalUsd])) };
}

/**
 * Adds a day's costs up by egress class; what is no transfer is left out. Bytes that the usage type alone cannot class, and
 * transfer in that costs money against expectation, count as `unknown`, so that no dollar is lost.
 *
 * Peering that is billed as DataTransfer-Regional-Bytes cannot be told from other cross-AZ traffic without the operation,
 * which Cost Explorer does not give beside usage type and service; it counts as `cross_az`, at the same price.
 */
export function egressCosts(billed: readonly BilledUsageType[]): EgressCosts {
  const usdByClass: Partial<Record<EgressClass, number>> = {};
  const unknownUsageTypes = new Set<string>();
  let totalUsd = 0;
  for (const { usageType, service, usd } of billed) {
    const { lineKind, egressClass } = parseUsageType(usageType, '', service);
    if (lineKind !== 'transfer' && lineKind !== 'unknown_transfer') continue;
    if (egressClass === null && usd === 0) continue;
    if (egressClass === null) unknownUsageTypes.add(usageType);
    const key = egressClass ?? 'unknown';
    usdByClass[key] = (usdByClass[key] ?? 0) + usd;
    totalUsd += usd;
  }
  return { totalUsd, usdByClass, unknownUsageTypes: [...unknownUsageTypes].sort() };
}
