import type { AnalysisDocument, EgressClass } from '@egress/contracts';
import { formatTime } from '../../format';
import { costlyClasses } from '../../totals';

type TrendPoint = AnalysisDocument['trend'][number];

export interface TrendBucket {
  /** When it begins, in UTC. */
  readonly label: string;
  /** USD in the order of `Trend.classes`. */
  readonly usd: readonly number[];
}

export interface Trend {
  /** How long a bucket is: `per hour`, `per 6 hours`, `per day`. */
  readonly every: string;
  /** The classes that cost something, dearest first. */
  readonly classes: readonly EgressClass[];
  /** Without gaps from the first hour to the last; empty when nothing costs anything. */
  readonly buckets: readonly TrendBucket[];
}

const HOUR_MS = 3_600_000;
const BUCKETS = [
  { hours: 1, every: 'per hour' },
  { hours: 6, every: 'per 6 hours' },
  { hours: 24, every: 'per day' },
  { hours: 7 * 24, every: 'per week' },
  { hours: 28 * 24, every: 'per 4 weeks' },
];

/** Folds the hourly points into the shortest buckets of which at most `most` cover the window. */
export function trendBuckets(trend: readonly TrendPoint[], most = 240): Trend {
  const classes = costlyClasses(trend).map((total) => total.class);
  const points = trend
    .filter((point) => classes.includes(point.class))
    .map((point) => ({ ...point, time: Date.parse(point.hour) }))
    .filter((point) => !Number.isNaN(point.time));
  const first = points.reduce((least, point) => Math.min(least, point.time), Infinity);
  const last = points.reduce((greatest, point) => Math.max(greatest, point.time), -Infinity);

  const countOf = (hours: number): number => indexOf(last, first, hours) + 1;
  const size = BUCKETS.find(({ hours }) => countOf(hours) <= most) ?? { hours: 365 * 24, every: 'per year' };
  if (points.length === 0) return { every: size.every, classes: [], buckets: [] };

  const usd = Array.from({ length: countOf(size.hours) }, () => classes.map(() => 0));
  for (const point of points) {
    const bucket = usd[indexOf(point.time, first, size.hours)] ?? [];
    const index = classes.indexOf(point.class);
    bucket[index] = (bucket[index] ?? 0) + point.usd;
  }
  const start = floorTo(first, size.hours);
  return {
    every: size.every,
    classes,
    buckets: usd.map((amounts, index) => ({
      label: formatTime(new Date(start + index * size.hours * HOUR_MS).toISOString()),
      usd: amounts,
    })),
  };
}

/** Buckets begin on whole multiples of their length, so days begin at midnight UTC. */
const floorTo = (time: number, hours: number): number => time - (time % (hours * HOUR_MS));

const indexOf = (time: number, first: number, hours: number): number =>
  Math.floor((time - floorTo(first, hours)) / (hours * HOUR_MS));
