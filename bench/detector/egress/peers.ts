import { DEFAULT_MIN_USD_PER_DAY } from '@egress/anomalies';
import { RandomCutForest } from '@egress/detector';
import { alertsOf, type Alert, type EntityHour } from './alerts';

const WARM_UP_HOURS = 24;
const GB = 2 ** 30;

/** A threshold that a person would set without looking: this much per hour is too much. */
const FIXED_GB_PER_HOUR = 10;

type Detector = (hours: readonly EntityHour[]) => Alert[];

/** What the product is compared with. All of them get its gate on dollars, and alert once per episode as it does. */
export const PEERS: Readonly<Record<string, Detector>> = {
  [`fixed threshold (${FIXED_GB_PER_HOUR} GB an hour)`]: (hours) =>
    alertsOf(hours, (i) => costsEnough(hours[i]) && (hours[i]?.bytes ?? 0) > FIXED_GB_PER_HOUR * GB),
  'mean + 3 sigma of the entity': (hours) => {
    const values = hours.map(({ bytes }) => bytes);
    return alertsOf(hours, (i) => costsEnough(hours[i]) && isBeyondThreeSigma(values, i));
  },
  'plain RCF per entity, 3 sigma of its scores': (hours) => {
    const scores = forestScores(hours);
    return alertsOf(hours, (i) => costsEnough(hours[i]) && isBeyondThreeSigma(scores, i));
  },
};

function costsEnough(hour: EntityHour | undefined): boolean {
  return hour !== undefined && hour.usd * 24 >= DEFAULT_MIN_USD_PER_DAY;
}

/** Against all earlier values. */
function isBeyondThreeSigma(values: readonly number[], index: number): boolean {
  const earlier = values.slice(0, index);
  if (earlier.length < WARM_UP_HOURS) return false;
  const mean = earlier.reduce((sum, value) => sum + value, 0) / earlier.length;
  const variance = earlier.reduce((sum, value) => sum + (value - mean) ** 2, 0) / earlier.length;
  return (values[index] ?? 0) > mean + 3 * Math.sqrt(variance);
}

function forestScores(hours: readonly EntityHour[]): number[] {
  const forest = new RandomCutForest({ dimensions: 1, outputAfter: WARM_UP_HOURS });
  return hours.map(({ bytes }) => {
    const score = forest.score([bytes]);
    forest.update([bytes]);
    return score;
  });
}
