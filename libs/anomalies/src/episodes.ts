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

/**
 * What a person is told of once: an entity's anomalous hours until a day has passed without any.
 *
 * @param anomalies of every entity, in the order of their hours
 * @param newestHour up to which hours were looked at
 */
export function episodesOf(anomalies: readonly Anomaly[], newestHour: string): Episode[] {
  const newest = new Map<string, Episode>();
  const byId = new Map<string, Episode>();
  for (const anomaly of anomalies) {
    const entity = entityOfAnomaly(anomaly);
    const episode = withHour(newest.get(entity), anomaly);
    newest.set(entity, episode);
    byId.set(episode.id, episode);
  }
  return [...byId.values()].map((episode) => asOf(episode, newestHour));
}

/** Leaves out the episodes that ended before an hour. Others stay whole, because the first hour gives them their id. */
export function withoutEpisodesBefore(anomalies: readonly Anomaly[], hour: string): Anomaly[] {
  const oldestKept = new Map<string, string>();
  const isKept = (anomaly: Anomaly): boolean => {
    const entity = entityOfAnomaly(anomaly);
    const next = oldestKept.get(entity);
    if (anomaly.hour < hour && (next === undefined || isQuietBetween(anomaly.hour, next))) return false;
    oldestKept.set(entity, anomaly.hour);
    return true;
  };
  return [...anomalies].reverse().filter(isKept).reverse();
}

/** What `entityOf` calls the entity of an anomaly. */
export function entityOfAnomaly({ account, region, resource, egressClass }: Anomaly): string {
  return entityOf({ account, region, resource, egress_class: egressClass });
}

/** Adds an anomalous hour to its entity's episode, or begins one. */
function withHour(episode: Episode | undefined, anomaly: Anomaly): Episode {
  const usdInHour = anomaly.usdPerDay / 24;
  if (episode === undefined || isQuietBetween(episode.hour, anomaly.hour)) {
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
  return isQuietBetween(episode.hour, newestHour) ? { ...episode, status: 'ended' } : episode;
}

/** Whether two hours of an entity are too far apart to be of one episode. */
function isQuietBetween(earlier: string, later: string): boolean {
  return Date.parse(later) - Date.parse(earlier) > QUIET_HOURS * HOUR_MS;
}
