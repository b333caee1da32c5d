/** Scores are counted in bins of this width, the last bin holding all above. */
const BIN_WIDTH = 0.02;
const BINS = 1000;

/** How often which scores occurred. Plain data, so that it can be kept between runs. */
export interface ScoreDistribution {
  readonly counts: number[];
}

export function emptyDistribution(): ScoreDistribution {
  return { counts: [] };
}

export function withScores({ counts }: ScoreDistribution, scores: readonly number[]): ScoreDistribution {
  const sum = Array.from({ length: BINS }, (_, bin) => counts[bin] ?? 0);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(score / BIN_WIDTH)));
    sum[bin] = (sum[bin] ?? 0) + 1;
  }
  return { counts: sum };
}

export function countOf({ counts }: ScoreDistribution): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The score that a share of all scores is below, to the width of a bin. 0 without scores. */
export function quantile(distribution: ScoreDistribution, share: number): number {
  const wanted = share * countOf(distribution);
  let below = 0;
  const bin = distribution.counts.findIndex((count) => {
    below += count;
    return below >= wanted;
  });
  return (bin + 1) * BIN_WIDTH;
}
