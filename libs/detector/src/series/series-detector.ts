import { RandomCutForest } from '../forest/random-cut-forest';
import { excursion, expectedBand, type ExpectedBand } from './expected-band';
import { RepeatFilter } from './repeat-filter';
import { SeriesHistory, type SeriesRow } from './series-history';

export interface SeriesDetectorOptions {
  /** Default 0. The same seed and rows give the same scores. */
  readonly seed?: number;
  /** Trees of each of the two forests. Default 100. */
  readonly trees?: number;
}

export interface ScoredRow extends SeriesRow {
  /** From 0 to 1, higher is stranger; {@link ANOMALY_THRESHOLD} and above is an anomaly. 0 for the repeat of an alert. */
  readonly score: number;
  /** What is usual at this time of day; undefined in the first two days. */
  readonly expected: ExpectedBand | undefined;
}

/** The forests take no numbers beyond ±1e33, and how far one leaves its band may be three times as much. */
const LARGEST = 3e32;

/** Scores are scaled so that the threshold is the same for every series. */
export const ANOMALY_THRESHOLD = 0.5;

/**
 * Scores a series row by row, each by nothing but the rows before it. A row is an anomaly when it is strange twice: among
 * the values of the series, and in how far it leaves the band of its time of day. The README has the reasons.
 */
export class SeriesDetector {
  private readonly values: RandomCutForest;
  private readonly excursions: RandomCutForest;
  private readonly history = new SeriesHistory();
  private readonly repeats = new RepeatFilter();

  constructor({ seed = 0, trees = 100 }: SeriesDetectorOptions = {}) {
    this.values = new RandomCutForest({ dimensions: 1, seed, trees });
    // Another seed: two forests that draw the same numbers err in the same way.
    this.excursions = new RandomCutForest({ dimensions: 1, seed: ~seed, trees });
  }

  /** Scores the next row, then learns it. A value that is no number scores 0 and teaches nothing. */
  next({ timestamp, value: exact }: SeriesRow): ScoredRow {
    const value = Math.max(-LARGEST, Math.min(exact, LARGEST));
    const expected = expectedBand(this.history, { timestamp, value });
    if (Number.isNaN(value)) return { timestamp, value: exact, score: 0, expected };
    const strangeness = Math.min(
      scoreThenLearn(this.values, value),
      scoreThenLearn(this.excursions, expected === undefined ? 0 : excursion(value, expected)),
    );
    this.history.add({ timestamp, value });
    const cadence = this.history.cadence();
    const isRepeat = this.repeats.isRepeat(timestamp, strangeness, cadence);
    const score = isRepeat ? 0 : 1 - 2 ** (-strangeness / alertingStrangeness(cadence));
    return { timestamp, value: exact, score, expected };
  }
}

/** Scores all rows of a series, in their order: {@link SeriesDetector} for a series that is there already. */
export function detectSeries(rows: Iterable<SeriesRow>, options: SeriesDetectorOptions = {}): ScoredRow[] {
  const detector = new SeriesDetector(options);
  return Array.from(rows, (row) => detector.next(row));
}

const HOUR_MS = 3_600_000;
/**
 * The middle of the range (1.6 to 1.9) in which the result on labelled hourly series hardly changes: a point that 3.6
 * random cuts separate from the others in the mean, as log2(257) / (3.6 + 1) = 1.75.
 */
const HOURLY_ALERT = 1.75;
/** Per factor e of rows per hour. Set where five-minute rows do best, at 3.4; docs/detection.md has both measurements. */
const ALERT_RISE = 0.65;

/**
 * The strangeness at which a row is an anomaly. Twelve rows an hour exceed any level more often than one: the level rises
 * with them, so that finer rows do not mean more alerts.
 */
function alertingStrangeness(cadence: number | undefined): number {
  const rowsPerHour = cadence === undefined || cadence === 0 ? 1 : Math.max(1, HOUR_MS / cadence);
  return HOURLY_ALERT + ALERT_RISE * Math.log(rowsPerHour);
}

function scoreThenLearn(forest: RandomCutForest, value: number): number {
  const score = forest.score([value]);
  forest.update([value]);
  return score;
}
