import type { Anomaly } from '@egress/contracts';
import { anomalyOf } from './anomaly-of';
import type { FeatureRow } from './feature-row';
import { anomalyScore, isAboveBand } from './judgement';
import { withScores, type ScoreDistribution } from './score-distribution';
import type { LocalScorer } from './scorer';
import { learntThreshold } from './threshold';

/** What detection remembers from hour to hour besides the forest. */
export interface DetectorMemory {
  readonly distribution: ScoreDistribution;
  /** One for each anomalous hour of an entity, in their order; whatever they cost, so that each run may ask for other sums. */
  readonly anomalies: Anomaly[];
}

export interface HourOfRows {
  /** `2026-11-21T07:00:00Z` */
  readonly hour: string;
  readonly rows: readonly FeatureRow[];
}

/**
 * Scores one hour, adds its anomalies, which are above the threshold and above the entity's own band, and learns from what is
 * not above the threshold. Hours must come in order.
 */
export async function detectHour(
  { hour, rows }: HourOfRows,
  scorer: LocalScorer,
  memory: DetectorMemory,
): Promise<DetectorMemory> {
  const threshold = learntThreshold(memory.distribution);
  const forestScores = await scorer.score(rows.map(({ vector }) => vector));
  const scored = rows.map((row, i) => ({ row, score: anomalyScore(forestScores[i] ?? 0, row.vector) }));
  const anomalies = scored
    .filter(({ row, score }) => score > threshold && isAboveBand(row))
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
    anomalies: [...memory.anomalies, ...anomalies],
  };
}
