import type { Anomaly } from '@egress/contracts';
import { anomalyOf } from './anomaly-of';
import { asOf, withHour, type Episode } from './episodes';
import { entityOf, type FeatureRow } from './feature-row';
import { excessUsdPerDay } from './money-at-stake';
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

/** Below it nobody acts: 60 USD a month. */
export const DEFAULT_MIN_USD_PER_DAY = 2;

/**
 * How anomalous a row is: how unlike the others the forest finds it, times how far above its own baseline it is (the
 * vector begins with the logarithm of that). Alone, each is worse: docs/features.md.
 */
export function anomalyScore(forestScore: number, row: FeatureRow): number {
  return forestScore * Math.max(0, row.vector[0] ?? 0);
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
  const scored = rows.map((row, i) => ({ row, score: anomalyScore(forestScores[i] ?? 0, row) }));
  const anomalies = scored
    .filter(({ row, score }) => score > threshold && row.onset && excessUsdPerDay(row) >= minUsdPerDay)
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
    episodes: told(memory.episodes, anomalies, hour),
  };
}

function told(episodes: readonly Episode[], anomalies: readonly Anomaly[], hour: string): Episode[] {
  const newest = new Map(episodes.map((episode) => [entityOfAnomaly(episode), episode]));
  const byId = new Map(episodes.map((episode) => [episode.id, episode]));
  for (const anomaly of anomalies) {
    const episode = withHour(newest.get(entityOfAnomaly(anomaly)), anomaly);
    byId.set(episode.id, episode);
  }
  return [...byId.values()].map((episode) => asOf(episode, hour));
}

function entityOfAnomaly({ account, region, resource, egressClass }: Anomaly): string {
  return entityOf({ account, region, resource, egress_class: egressClass });
}
