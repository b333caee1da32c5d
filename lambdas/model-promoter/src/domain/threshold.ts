export type Threshold =
  | { readonly status: 'computed'; readonly threshold: number }
  | { readonly status: 'too_few_scores' | 'scores_do_not_vary'; readonly reason: string };

/** Fifty scores above the higher quantile: with fewer, the threshold depends on single hours. */
const FEWEST_SCORES = 1000;

/** One hour in ten thousand: about 1.7 alarms per 100 entity-weeks before repeats are suppressed. */
const ALARM_RATE = 1e-4;

/**
 * The score above which an hour is anomalous, from the scores of the training data.
 *
 * AWS's documentation takes mean + 3 standard deviations. That is the wrong rule for these scores: their right tail is far
 * longer than a normal distribution's, so that it alarms all the time, and the anomalies that training data always holds
 * raise the deviation that they are measured with. Here the tail is taken as exponential above the 90th percentile, which
 * halves within `q95 − q90`, and is followed until only `ALARM_RATE` of the hours are left:
 *
 *     threshold = q90 + (q95 − q90) · log2(0.1 / rate)
 *
 * Nothing but two quantiles goes in, so that a few percent of anomalous hours, however extreme, hardly move the threshold.
 */
export function thresholdOf(scores: Float64Array): Threshold {
  if (scores.length < FEWEST_SCORES) {
    const reason = `${scores.length} scores are too few: a threshold needs ${FEWEST_SCORES} hours of training data.`;
    return { status: 'too_few_scores', reason };
  }
  const sorted = scores.toSorted();
  const q90 = quantile(sorted, 0.9);
  const halving = quantile(sorted, 0.95) - q90;
  if (halving <= 0) {
    const reason = `The highest tenth of the scores is the same value, ${q90}: nothing tells anomalies apart.`;
    return { status: 'scores_do_not_vary', reason };
  }
  return { status: 'computed', threshold: q90 + halving * Math.log2(0.1 / ALARM_RATE) };
}

/** By linear interpolation between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
