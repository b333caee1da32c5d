import { excursion, expectedBand } from './expected-band';
import { SeriesHistory } from './series-history';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 8, 7);

function historyOf(hours: number, value: (day: number, hour: number) => number): SeriesHistory {
  const history = new SeriesHistory();
  for (let at = 0; at < hours; at++) {
    history.add({ timestamp: START + at * HOUR_MS, value: value(Math.floor(at / 24), at % 24) });
  }
  return history;
}

describe('expectedBand', () => {
  it('is the median of the daily extremes within an hour, wider by three median deviations', () => {
    const history = historyOf(5 * 24, (day, hour) => (hour === 12 ? [100, 110, 120, 130, 9000][day]! : 50));
    // Highest at noon: 100, 110, 120, 130, 9000; median 120, deviations 20, 10, 0, 10, 8880, their median 10.
    expect(expectedBand(history, { timestamp: START + 5 * DAY_MS + 12 * HOUR_MS, value: 0 })).toEqual({
      low: 50,
      high: 150,
    });
  });

  it('holds at the times of day next to a job too, and not two hours away', () => {
    const history = historyOf(5 * 24, (_, hour) => (hour === 12 ? 100 : 50));
    const highs = [10, 11, 13, 14].map(
      (hour) => expectedBand(history, { timestamp: START + 5 * DAY_MS + hour * HOUR_MS, value: 0 })?.high,
    );
    expect(highs).toEqual([50, 100, 100, 50]);
  });

  it('forgets what is older than two weeks, unless it was the same weekday', () => {
    const history = historyOf(35 * 24, (day) => (day < 20 ? 10 : 70));
    expect(expectedBand(history, { timestamp: START + 35 * DAY_MS, value: 70 })).toEqual({
      low: 70,
      high: 70,
    });
    expect(expectedBand(history, { timestamp: START + 35 * DAY_MS, value: 10 })?.low).toBeLessThanOrEqual(40);
  });
});

describe('excursion', () => {
  it('is the signed distance from the band, 0 inside', () => {
    const band = { low: 10, high: 20 };
    expect([5, 10, 15, 20, 26].map((value) => excursion(value, band))).toEqual([-5, 0, 0, 0, 6]);
  });
});
