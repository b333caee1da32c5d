import { median, type Recurrence, type SeriesHistory, type SeriesRow } from './series-history';

/** What is usual at a time of day. */
export interface ExpectedBand {
  readonly low: number;
  readonly high: number;
}

interface Seasonality extends Recurrence {
  /** Fewer days to compare with say nothing. */
  readonly atLeast: number;
}

const SEASONALITIES: readonly Seasonality[] = [
  { everyDays: 1, count: 14, atLeast: 2 },
  { everyDays: 7, count: 4, atLeast: 3 },
];
/** Three median absolute deviations are two standard deviations of a normal distribution (1 MAD = 0.6745 σ). */
const DEVIATIONS = 3;

/**
 * The band that the series keeps to around this time of day: the median of each day's extremes, widened by how much
 * these differ from day to day. Medians, so that one bad day changes nothing; extremes within an hour, so that a job
 * that runs every night is usual although it fills few of the night's minutes. From the fourth week on there is a band
 * of the same weekday as well, and the one that the value fits better is taken: Sundays are not like Fridays. Undefined
 * in the first two days.
 */
export function expectedBand(
  history: SeriesHistory,
  { timestamp, value }: SeriesRow,
): ExpectedBand | undefined {
  const misses = (band: ExpectedBand): number => Math.abs(excursion(value, band));
  return SEASONALITIES.map((seasonality) => bandOf(history, timestamp, seasonality))
    .filter((band) => band !== undefined)
    .reduce<ExpectedBand | undefined>(
      (best, band) => (best === undefined || misses(band) < misses(best) ? band : best),
      undefined,
    );
}

/** How far a value is above the band (positive) or below (negative); 0 inside. */
export function excursion(value: number, band: ExpectedBand): number {
  if (value > band.high) return value - band.high;
  return value < band.low ? value - band.low : 0;
}

function bandOf(
  history: SeriesHistory,
  timestamp: number,
  seasonality: Seasonality,
): ExpectedBand | undefined {
  const { lowest, highest } = history.extremes(timestamp, seasonality);
  if (highest.length < seasonality.atLeast) return undefined;
  return { low: median(lowest) - spread(lowest), high: median(highest) + spread(highest) };
}

function spread(values: readonly number[]): number {
  const centre = median(values);
  return DEVIATIONS * median(values.map((value) => Math.abs(value - centre)));
}
