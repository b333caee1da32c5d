import type { FeatureRow } from './feature-row';
import { excessUsdPerDay } from './money-at-stake';

/** Below it nobody acts: 60 USD a month. */
export const DEFAULT_MIN_USD_PER_DAY = 2;

/**
 * How anomalous a vector is: how unlike the others the forest finds it, times how far above its entity's baseline it is (a
 * vector begins with the logarithm of that). Alone, each is worse: docs/features.md.
 */
export function anomalyScore(forestScore: number, [deviation = 0]: readonly number[]): number {
  return forestScore * Math.max(0, deviation);
}

/**
 * Whether a row is an anomaly worth the money if its score is above the threshold.
 */
export function isCandidate(row: FeatureRow, minUsdPerDay: number): boolean {
  return isAboveBand(row) && excessUsdPerDay(row) >= minUsdPerDay;
}

/** Whether a row is above its entity's own band: only then it has an onset, and may be an anomaly. */
export function isAboveBand(row: FeatureRow): boolean {
  return Boolean(row.onset);
}
