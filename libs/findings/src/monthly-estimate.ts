import { HOURS_PER_MONTH } from '@egress/contracts';

/** USD (or GB) per month of 730 h. */
export interface MonthlyEstimate {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

export const NOTHING: MonthlyEstimate = { low: 0, expected: 0, high: 0 };

/** 95 % quantiles of Student's t for 1 to 30 degrees of freedom: the bounds of a two-sided 90 % interval. */
const T_95 = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
  1.746, 1.74, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
];
const NORMAL_95 = 1.645;

/** How far weekends may differ from what was seen, as a share of the mean: a judgement, not a measurement. */
const UNSEEN_WEEK_SPREAD = 0.25;
const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;

/**
 * Extrapolates a sample to a month of 730 h.
 *
 * `expected` is the sample's mean per hour × 730. The bounds add up two doubts:
 * - chance: the 90 % t-interval of the mean over hourly blocks, widened by √((1+ρ)/(1−ρ)) where neighbouring hours are
 *   alike (ρ = autocorrelation at lag 1), because alike hours tell less than independent ones;
 * - what was not seen: the missing share of a day may carry nothing or twice the mean, the missing share of a week may
 *   be off by a quarter.
 *
 * @param perHour one value per hour of the window, zeros included; a single value (a bill's sum) has no chance
 * @param windowHours the window's length in hours, which may end within an hour
 */
export function monthlyEstimate(perHour: readonly number[], windowHours: number): MonthlyEstimate {
  const total = perHour.reduce((sum, value) => sum + value, 0);
  if (windowHours <= 0 || total <= 0) return NOTHING;
  const expected = (total / windowHours) * HOURS_PER_MONTH;
  const doubt = expected * (chance(perHour) + unseenShare(windowHours));
  return { low: Math.max(0, expected - doubt), expected, high: expected + doubt };
}

/** A price that runs by the hour whatever the traffic: nothing about it is in doubt. */
export function certain(usdPerMonth: number): MonthlyEstimate {
  return { low: usdPerMonth, expected: usdPerMonth, high: usdPerMonth };
}

/** The same sample in another unit, or a share of it. */
export function scaled(estimate: MonthlyEstimate, factor: number): MonthlyEstimate {
  return { low: estimate.low * factor, expected: estimate.expected * factor, high: estimate.high * factor };
}

/** Bounds add up too: traffic of one cause rises and falls together. */
export function sumOf(estimates: readonly MonthlyEstimate[]): MonthlyEstimate {
  return estimates.reduce(
    (sum, one) => ({
      low: sum.low + one.low,
      expected: sum.expected + one.expected,
      high: sum.high + one.high,
    }),
    NOTHING,
  );
}

/** Less a certain cost; a saving is never negative. */
export function lessCost(estimate: MonthlyEstimate, usdPerMonth: number): MonthlyEstimate {
  return {
    low: Math.max(0, estimate.low - usdPerMonth),
    expected: Math.max(0, estimate.expected - usdPerMonth),
    high: Math.max(0, estimate.high - usdPerMonth),
  };
}

function unseenShare(windowHours: number): number {
  const day = 1 - Math.min(1, windowHours / HOURS_PER_DAY);
  const week = 1 - Math.min(1, windowHours / HOURS_PER_WEEK);
  return day + UNSEEN_WEEK_SPREAD * week;
}

/** Half the width of the 90 % interval of the mean per hour, as a share of the mean. */
function chance(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviations = values.map((value) => value - mean);
  const squares = deviations.reduce((sum, d) => sum + d * d, 0);
  if (squares === 0) return 0;
  const products = deviations.reduce((sum, d, i) => sum + d * (deviations[i + 1] ?? 0), 0);
  const likeness = Math.min(0.9, Math.max(0, products / squares));
  const standardError = Math.sqrt(squares / (n - 1) / n);
  return ((T_95[n - 2] ?? NORMAL_95) * standardError * Math.sqrt((1 + likeness) / (1 - likeness))) / mean;
}
