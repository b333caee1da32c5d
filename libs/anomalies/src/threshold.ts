import { countOf, quantile, type ScoreDistribution } from './score-distribution';

/** One score in so many may pass the threshold by chance: one of an entity in 100 weeks of hours. */
const SCORES_PER_FALSE_ALARM = 100 * 7 * 24;
/** Where the tail begins, and where it is measured: far from what anomalies can be a part of. */
const BODY = 0.75;
const TAIL = 0.95;
/** Fewer scores say too little about their tail. */
export const ENOUGH_SCORES = 500;
/** What the distribution of quiet traffic gives; used until there are enough scores. */
const UNTIL_LEARNT = 3;
/** However smooth the traffic is: three spreads above the baseline, and no more unlike the others than usual. */
const LEAST = Math.log1p(3);

/**
 * The score above which an hour is anomalous. Scores of quiet traffic fall off exponentially, so the line through two of
 * their quantiles in `-ln(share above)` is followed to the share that may pass. The quantiles are low enough that
 * anomalies among the scores hardly move them.
 */
export function learntThreshold(distribution: ScoreDistribution): number {
  if (countOf(distribution) < ENOUGH_SCORES) return UNTIL_LEARNT;
  const body = quantile(distribution, BODY);
  const tail = quantile(distribution, TAIL);
  const perUnit = (tail - body) / Math.log((1 - BODY) / (1 - TAIL));
  return Math.max(LEAST, tail + perUnit * Math.log((1 - TAIL) * SCORES_PER_FALSE_ALARM));
}
