import { entityOfAnomaly, type Episode, isoHour, QUIET_HOURS, withAnomalies } from '@egress/anomalies';
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
  /** Anomalies that go on for longer than a run looks back, or of which a row could not be scored. */
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
  const withheld = new Set([...(followed ?? []), ...days.flatMap(({ unscored }) => unscored)]);
  const since = hoursBefore(newest, QUIET_HOURS - 1);
  const current = episodesOf(days).filter(({ hour }) => hour >= since);
  const episodes = current.filter((episode) => !withheld.has(entityOfAnomaly(episode)));
  return { episodes, withheld: current.length - episodes.length, days };
}

function episodesOf(days: readonly AnomalousRows[]): readonly Episode[] {
  const anomalies = days.flatMap((day) => day.anomalies);
  const hours = [...new Set(anomalies.map(({ hour }) => hour))].sort();
  return hours.reduce<readonly Episode[]>(
    (episodes, hour) =>
      withAnomalies(
        episodes,
        anomalies.filter((anomaly) => anomaly.hour === hour),
        hour,
      ),
    [],
  );
}

const HOUR_MS = 3_600_000;

/** `2026-11-21T07:00:00Z` and 8 → `2026-11-20T23:00:00Z` */
function hoursBefore(hour: string, hours: number): string {
  return isoHour(new Date(Date.parse(hour) - hours * HOUR_MS));
}
