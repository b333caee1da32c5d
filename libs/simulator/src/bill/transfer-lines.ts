import { BYTES_PER_GB } from '@egress/contracts';
import type { HourlyBytes } from '../ledger';
import { SECONDS_PER_HOUR } from '../time';
import type { RateOf } from '../truth';
import { SERVICES, type BillLine } from './bill-line';
import { chargesOf, type Charge } from './charges';

/** The bill's hourly lines of what was transferred: AWS writes one per usage type, operation and resource. */
export function transferLines(hours: readonly HourlyBytes[], rateOf: RateOf): readonly BillLine[] {
  const merged = new Map<string, BillLine>();
  for (const { hourStart, account, bytes } of hours) {
    for (const charge of chargesOf(account)) {
      const line = lineOf(charge, hourStart, bytes, rateOf(account));
      const key = [hourStart, line.productCode, line.usageType, line.operation, line.resourceId].join('|');
      const same = merged.get(key);
      merged.set(key, same === undefined ? line : sumOf(same, line));
    }
  }
  return [...merged.values()];
}

function lineOf(
  { share, region, ...names }: Charge,
  start: number,
  bytes: number,
  usdPerGb: number,
): BillLine {
  const quantity = bytes / BYTES_PER_GB;
  const price = usdPerGb * share;
  const regionOrNone = region === 'edge' ? null : region;
  return {
    ...names,
    lineType: 'Usage',
    start,
    end: start + SECONDS_PER_HOUR,
    serviceName: SERVICES[names.productCode],
    region: regionOrNone,
    fromRegion: regionOrNone,
    description: `$${price.toFixed(4)} per GB - ${names.usageType}`,
    unit: 'GB',
    quantity,
    listCost: quantity * price,
  };
}

function sumOf(one: BillLine, other: BillLine): BillLine {
  return { ...one, quantity: one.quantity + other.quantity, listCost: one.listCost + other.listCost };
}
