import type { EgressClass } from '@egress/contracts';
import { parseUsageType } from '@egress/prices/usage-type';
import type { BilledUsageType } from './billed-day';

export interface EgressCosts {
  readonly totalUsd: number;
  readonly usdByClass: Partial<Record<EgressClass, number>>;
  readonly unknownUsageTypes: readonly string[];
}

/**
 * Adds a day's costs up by egress class; what is no transfer is left out. Bytes that the usage type alone cannot class, and
 * transfer in that costs money against expectation, count as `unknown`, so that no dollar is lost.
 *
 * Peering across zones cannot be told from other cross-AZ traffic without the operation, which Cost Explorer does not give
 * beside usage type and service; it counts as `cross_az`, at the same price.
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
