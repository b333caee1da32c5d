import { entityOfAnomaly, type Episode, episodesOf, isoHour, QUIET_HOURS } from '@egress/anomalies';
import type { Anomaly } from '@egress/contracts';
import { type AnomalousRows, anomalousRows, type ScoringPorts } from './anomalous-rows';
import type { Partition } from './partition';

export interface HistoryPorts extends ScoringPorts {
  /** The partitions there are from one hour to another, both included. */
  readonly listPartitions: (from: string, until: string) => Promise<readonly Partition[]>;
}

/** An anomaly that has gone on for longer was told of long ago. */
const MOST_DAYS = 14;

export interface NewestEpisodes {
  /** Those to tell of: the same with the same ids in every run. */
  readonly episodes: readonly Episode[];
  /** Anomalies that go on for longer than a run looks back, or whose beginning an unread hour or unscored row may be. */
  readonly withheld: number;
  /** What was read of each day, the newest first. */
  readonly days: readonly AnomalousRows[];
}

/**
 * The anomalies of the day that ends with the newest hour. An entity's anomalous hours are one anomaly until a day has
 * passed without any, so each is followed back, a day at a time, to a day without. Nothing has to be remembered from run to
 * run, and an hour that was missed or came late is there in the next.
 */
export async function newestEpisodes(
  newest: string,
  threshold: number,
  ports: HistoryPorts,
): Promise<NewestEpisodes> {
  const days: AnomalousRows[] = [];
  let followed: ReadonlySet<string> | undefined;
  for (
    let until = newest;
    followed?.size !== 0 && days.length < MOST_DAYS;
    until = hoursBefore(until, QUIET_HOURS)
  ) {
    const partitions = await ports.listPartitions(hoursBefore(until, QUIET_HOURS - 1), until);
    const day = await anomalousRows(partitions, ports, { threshold, entities: followed });
    days.push(day);
    followed = new Set(day.anomalies.map(entityOfAnomaly));
  }
  const anomalies = days.flatMap((day) => day.anomalies).sort(byHour);
  const since = hoursBefore(newest, QUIET_HOURS - 1);
  const current = episodesOf(anomalies, newest).filter(({ hour }) => hour >= since);
  const unknown = new Set([...(followed ?? []), ...days.flatMap(({ unscored }) => unscored)]);
  const unread = days.flatMap((day) => day.unread);
  const episodes = current.filter((episode) => {
    const first = firstHour(episode, anomalies);
    return !unknown.has(entityOfAnomaly(episode)) && !unread.some((hour) => mayBeginAt(hour, first));
  });
  return { episodes, withheld: current.length - episodes.length, days };
}

function byHour(a: Anomaly, b: Anomaly): number {
  return Date.parse(a.hour) - Date.parse(b.hour);
}

/** Of its entity's newest episode: its onset may be earlier, at a score that was not above the threshold. */
function firstHour(episode: Episode, anomalies: readonly Anomaly[]): string {
  const entity = entityOfAnomaly(episode);
  const hours = anomalies.filter((each) => entityOfAnomaly(each) === entity);
  return hours.at(-episode.hours)?.hour ?? episode.hour;
}

/** Whether an episode that seems to begin at `first` begins at an earlier hour or before it, should that be anomalous too. */
function mayBeginAt(hour: string, first: string): boolean {
  return hour < first && hour >= hoursBefore(first, QUIET_HOURS);
}

const HOUR_MS = 3_600_000;

/** `2026-11-21T07:00:00Z` and 8 → `2026-11-20T23:00:00Z` */
function hoursBefore(hour: string, hours: number): string {
  return isoHour(new Date(Date.parse(hour) - hours * HOUR_MS));
}
