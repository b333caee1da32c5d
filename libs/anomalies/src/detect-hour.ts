import { anomalyOf } from './anomaly-of';
import { withAnomalies, type Episode } from './episodes';
import type { FeatureRow } from './feature-row';
import { anomalyScore, DEFAULT_MIN_USD_PER_DAY, isCandidate } from './judgement';
import { withScores, type ScoreDistribution } from './score-distribution';
import type { LocalScorer } from './scorer';
import { learntThreshold } from './threshold';

/** What detection remembers from hour to hour besides the forest. */
export interface DetectorMemory {
  readonly distribution: ScoreDistribution;
  /** By id, in the order of their beginning. */
  readonly episodes: Episode[];
}

export interface HourOfRows {
  /** `2026-11-21T07:00:00Z` */
  readonly hour: string;
  readonly rows: readonly FeatureRow[];
}

/**
 * Scores one hour, learns from what is not anomalous in it, and tells of each anomaly once: what is above the threshold,
 * above the entity's own band (then the row has an onset), and worth the money. Hours must come in order.
 */
export async function detectHour(
  { hour, rows }: HourOfRows,
  scorer: LocalScorer,
  memory: DetectorMemory,
  minUsdPerDay = DEFAULT_MIN_USD_PER_DAY,
): Promise<DetectorMemory> {
  const threshold = learntThreshold(memory.distribution);
  const forestScores = await scorer.score(rows.map(({ vector }) => vector));
  const scored = rows.map((row, i) => ({ row, score: anomalyScore(forestScores[i] ?? 0, row.vector) }));
  const anomalies = scored
    .filter(({ row, score }) => score > threshold && isCandidate(row, minUsdPerDay))
    .map(({ row, score }) =>
      anomalyOf({ row, hour, score, threshold, attribution: scorer.attribution(row.vector) }),
    );
  const usual = scored.filter(({ score }) => score <= threshold);
  scorer.learn(usual.map(({ row }) => row.vector));
  return {
    // Before it can score, a forest says 0 of everything.
    distribution: scorer.isReady()
      ? withScores(
          memory.distribution,
          scored.map(({ score }) => score),
        )
      : memory.distribution,
    episodes: withAnomalies(memory.episodes, anomalies, hour),
  };
}
