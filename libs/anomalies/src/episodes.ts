import type { Anomaly } from '@egress/contracts';
import { z } from 'zod';
import { anomalySchema } from '@egress/contracts';

const HOUR_MS = 3_600_000;
/** An entity that was quiet for as long as this is anomalous anew; before, it is the same story. */
const QUIET_HOURS = 24;

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

/** Adds an anomalous hour to its entity's episode, or begins one. */
export function withHour(episode: Episode | undefined, anomaly: Anomaly): Episode {
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

/** Ends an episode that `newestHour` finds quiet for long enough. */
export function asOf(episode: Episode, newestHour: string): Episode {
  return hoursBetween(episode.hour, newestHour) > QUIET_HOURS ? { ...episode, status: 'ended' } : episode;
}

function hoursBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / HOUR_MS;
}
