/** One value of a series. */
export interface SeriesRow {
  /** Milliseconds since 1970, UTC. */
  readonly timestamp: number;
  readonly value: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back the usual is looked for. */
const HISTORY_DAYS = 28;
/** Within an hour it is the same time of day: nightly jobs do not start to the minute. */
const TOLERANCE_MS = HOUR_MS;
const RECENT_GAPS = 25;

/** Which earlier days a day is compared with. */
export interface Recurrence {
  readonly everyDays: number;
  /** At most four weeks together. */
  readonly count: number;
}

/** The last four weeks of a series, oldest first. */
export class SeriesHistory {
  private timestamps: number[] = [];
  private values: number[] = [];

  /**
   * Rows must come in the order of time; at one that is older than the last, those of later times are forgotten. So one wrong
   * date in the future costs nothing but itself.
   */
  add({ timestamp, value }: SeriesRow): void {
    const known = firstAtOrAfter(this.timestamps, timestamp + 1);
    this.timestamps.length = known;
    this.values.length = known;
    const before = this.timestamps.at(-1) ?? timestamp;
    this.timestamps.push(timestamp);
    this.values.push(value);
    const keepFrom = before - HISTORY_DAYS * DAY_MS - 2 * TOLERANCE_MS;
    const outdated = firstAtOrAfter(this.timestamps, keepFrom);
    // Half of the rows at once: dropping each alone would move all others each time.
    if (outdated > this.values.length / 2) {
      this.timestamps = this.timestamps.slice(outdated);
      this.values = this.values.slice(outdated);
    }
  }

  /**
   * The lowest and highest value within an hour of this time of day, on each of `count` earlier days that are `everyDays`
   * apart. Days without rows are left out.
   */
  extremes(timestamp: number, { everyDays, count }: Recurrence): { lowest: number[]; highest: number[] } {
    const lowest: number[] = [];
    const highest: number[] = [];
    for (let back = 1; back <= count; back++) {
      const centre = timestamp - back * everyDays * DAY_MS;
      if (centre - TOLERANCE_MS < (this.timestamps[0] ?? Infinity)) break;
      const from = firstAtOrAfter(this.timestamps, centre - TOLERANCE_MS);
      const to = firstAtOrAfter(this.timestamps, centre + TOLERANCE_MS + 1);
      if (from === to) continue;
      const values = this.values.slice(from, to);
      lowest.push(values.reduce((least, value) => Math.min(least, value)));
      highest.push(values.reduce((most, value) => Math.max(most, value)));
    }
    return { lowest, highest };
  }

  /** The usual time between rows in milliseconds, from the latest of them; undefined before the second row. */
  cadence(): number | undefined {
    const latest = this.timestamps.slice(-RECENT_GAPS - 1);
    const gaps = latest.slice(1).map((timestamp, index) => timestamp - (latest[index] as number));
    return gaps.length === 0 ? undefined : median(gaps);
  }
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

function firstAtOrAfter(timestamps: readonly number[], timestamp: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timestamps[middle] as number) < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}
