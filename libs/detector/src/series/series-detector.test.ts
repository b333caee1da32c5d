import { ANOMALY_THRESHOLD, detectSeries, SeriesDetector } from './series-detector';
import { type SeriesRow } from './series-history';
import { uniformSource } from '../forest/uniform-source';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.UTC(2026, 8, 7); // a Monday

/** Rows of `value(hour of the series)`, with noise of ±5 % that is the same each time. */
function series(hours: number, value: (hour: number) => number, everyMs = HOUR_MS): SeriesRow[] {
  const { unit } = uniformSource(3);
  return Array.from({ length: Math.floor((hours * HOUR_MS) / everyMs) }, (_, index) => {
    const hour = (index * everyMs) / HOUR_MS;
    return { timestamp: START + index * everyMs, value: value(hour) * (0.95 + unit() / 10) };
  });
}

const byDay = (hour: number): number => 1000 + 500 * Math.sin((hour / 24) * 2 * Math.PI);
const anomalies = (rows: readonly SeriesRow[], fromHour: number): number[] =>
  detectSeries(rows, { trees: 30 })
    .filter(({ score }) => score >= ANOMALY_THRESHOLD)
    .map(({ timestamp }) => (timestamp - START) / HOUR_MS)
    .filter((hour) => hour >= fromHour);

describe('SeriesDetector', () => {
  it('finds a spike in the hour it happens, and nothing else', () => {
    const rows = series(21 * 24, (hour) => (hour === 400 ? 6000 : byDay(hour)));
    expect(anomalies(rows, 7 * 24)).toEqual([400]);
  });

  it('takes no notice of a job that runs every night at about the same time', () => {
    const night = (hour: number): boolean =>
      [2, 3].includes(hour % 24) && Math.floor(hour / 24) % 2 === hour % 2;
    const rows = series(21 * 24, (hour) => (night(hour) ? 9000 : byDay(hour)));
    expect(anomalies(rows, 7 * 24)).toEqual([]);
  });

  it('finds the nightly job when it runs at noon', () => {
    const starts = (hour: number): boolean => hour % 24 === 2 || hour === 156;
    const rows = series(8 * 24, (hour) => (starts(hour) ? 9000 : byDay(hour)), 5 * MINUTE_MS);
    expect(anomalies(rows, 5 * 24)).toEqual([156]);
  });

  it('knows after three weeks that Sundays are quiet', () => {
    const sunday = (hour: number): boolean => Math.floor(hour / 24) % 7 === 6;
    const rows = series(42 * 24, (hour) => (sunday(hour) ? 300 : 1000));
    const lastSunday = detectSeries(rows).slice(-24);
    expect(lastSunday.every(({ value, expected }) => expected && value >= expected.low)).toBe(true);
    expect(anomalies(rows, 22 * 24)).toEqual([]);
  });

  it('alerts once in four hours when rows come every five minutes', () => {
    const rows = series(8 * 24, (hour) => (hour >= 156 && hour < 158 ? 6000 : byDay(hour)), 5 * MINUTE_MS);
    const found = anomalies(rows, 5 * 24);
    expect(found[0]).toBe(156);
    expect(found.length).toBeLessThanOrEqual(5);
  });

  it('scores a row by the rows before it only', () => {
    const rows = series(10 * 24, byDay);
    const other = rows.map((row, index) => (index < 200 ? row : { ...row, value: 50 * row.value }));
    const scores = (all: SeriesRow[]) => detectSeries(all).map(({ score }) => score);
    expect(scores(other).slice(0, 200)).toEqual(scores(rows).slice(0, 200));
    expect(scores(other)[200]).not.toBe(scores(rows)[200]);
  });

  it('scores between 0 and 1, row by row as all at once, the same for the same seed', () => {
    const rows = series(8 * 24, byDay);
    const scored = detectSeries(rows, { seed: 5 });
    const detector = new SeriesDetector({ seed: 5 });
    expect(rows.map((row) => detector.next(row))).toEqual(scored);
    expect(scored.every(({ score }) => score >= 0 && score < 1)).toBe(true);
  });

  it('finds nothing in a constant series, and the first change of it', () => {
    const constant = series(10 * 24, () => 0).map((row, index) => ({ ...row, value: index === 200 ? 1 : 0 }));
    expect(anomalies(constant, 0)).toEqual([200]);
  });

  it('goes on over gaps, repeated times and values that are no numbers', () => {
    const rows = series(21 * 24, (hour) => (hour === 400 ? 6000 : byDay(hour)))
      .filter((_, index) => index < 250 || index >= 290)
      .flatMap((row) =>
        row.timestamp === START + 300 * HOUR_MS ? [row, row, { ...row, value: NaN }] : [row],
      );
    expect(anomalies(rows, 7 * 24)).toEqual([400]);
    expect(detectSeries([{ timestamp: START, value: NaN }])).toEqual([
      { timestamp: START, value: NaN, score: 0, expected: undefined },
    ]);
  });

  it('has no band of the usual in the first two days', () => {
    const scored = detectSeries(series(3 * 24, byDay));
    expect(scored.slice(0, 48).every(({ expected }) => expected === undefined)).toBe(true);
    expect(scored.at(-1)?.expected).toBeDefined();
  });
});
