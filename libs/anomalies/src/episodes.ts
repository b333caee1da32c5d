import { type Anomaly, anomalySchema } from '@egress/contracts';
import { z } from 'zod';
import { entityOf } from './feature-row';

const HOUR_MS = 3_600_000;
/** An entity that was quiet for longer than this is anomalous anew; before, it is the same story. */
export const QUIET_HOURS = 24;

/** One anomaly from its onset to its last hour: what a person is told of once. */
export const episodeSchema = anomalySchema.extend({
  /** Hours above the threshold so far. */
  hours: z.number().int().positive(),
  /** What the bytes above the expected ones have cost so far. */
  usdSoFar: z.number().nonnegative(),
  /** `ongoing` while it may yet go on: it ends when a day has passed without an anomalous hour. */
  status: z.enum(['ongoing', 'ended']),
});
export type Episode = z.infer<typeof episodeSchema>;

/** Adds the anomalies of an hour that is later than all before, and ends the episodes that it finds quiet for long enough. */
export function withAnomalies(
  episodes: readonly Episode[],
  anomalies: readonly Anomaly[],
  hour: string,
): Episode[] {
  const newest = new Map(episodes.map((episode) => [entityOfAnomaly(episode), episode]));
  const byId = new Map(episodes.map((episode) => [episode.id, episode]));
  for (const anomaly of anomalies) {
    const episode = withHour(newest.get(entityOfAnomaly(anomaly)), anomaly);
    byId.set(episode.id, episode);
  }
  return [...byId.values()].map((episode) => asOf(episode, hour));
}

/** What `entityOf` calls the entity of an anomaly. */
export function entityOfAnomaly({ account, region, resource, egressClass }: Anomaly): string {
  return entityOf({ account, region, resource, egress_class: egressClass });
}

/** Adds an anomalous hour to its entity's episode, or begins one. */
function withHour(episode: Episode | undefined, anomaly: Anomaly): Episode {
  const usdInHour = anomaly.usdPerDay / 24;
  if (episode === undefined || hoursBetween(episode.hour, anomaly.hour) > QUIET_HOURS) {
    return { ...anomaly, hours: 1, usdSoFar: usdInHour, status: 'ongoing' };
  }
  // What it is called and why stay as they were found: after a day its destinations are no news any more.
  const { id, onset, anomalyType, evidence } = episode;
  return {
    ...anomaly,
    id,
    onset,
    anomalyType,
    evidence,
    hours: episode.hours + 1,
    usdSoFar: episode.usdSoFar + usdInHour,
    status: 'ongoing',
  };
}

function asOf(episode: Episode, newestHour: string): Episode {
  return hoursBetween(episode.hour, newestHour) > QUIET_HOURS ? { ...episode, status: 'ended' } : episode;
}

function hoursBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / HOUR_MS;
}
