import type { Severity } from '@egress/contracts';
import type { FeatureRow } from './feature-row';

/** USD a day from which an anomaly is of a severity. */
const SEVERITY_FROM_USD: readonly (readonly [number, Severity])[] = [
  [1000, 'critical'],
  [100, 'high'],
  [10, 'medium'],
];

/** The price of the bytes above the expected ones, if the hour's pace lasts a day. Nothing where fewer left than usual. */
export function excessUsdPerDay({ bytes, expected_bytes: expected, usd }: FeatureRow): number {
  return bytes > expected ? ((bytes - expected) / bytes) * usd * 24 : 0;
}

export function severityOf(usdPerDay: number): Severity {
  return SEVERITY_FROM_USD.find(([usd]) => usdPerDay >= usd)?.[1] ?? 'low';
}
