import { type Anomaly, anomalySchema } from '@egress/contracts';
import type { Result } from '../contract';
import { settleAll } from './batches';
import { type HistoryPorts, newestEpisodes } from './newest-episodes';

/** What detection asks of AWS. */
export interface Ports extends HistoryPorts {
  readonly hasEndpoint: boolean;
  /** Null where the feature table has no partition yet. */
  readonly newestHour: () => Promise<string | null>;
  /** Null where no model was promoted yet. */
  readonly threshold: () => Promise<number | null>;
  readonly start: (anomaly: Anomaly) => Promise<'started' | 'already_started'>;
}

/** Of partitions that were not read, batches that were not scored and workflows that were not started. */
export interface Faults {
  readonly read: readonly unknown[];
  readonly score: readonly unknown[];
  readonly start: readonly unknown[];
}

export interface Detection {
  readonly result: Result;
  /** Everything else was done. */
  readonly faults: Faults;
}

/** Starts a workflow for each anomaly of the newest day. Running it again changes nothing. */
export async function detect(ports: Ports): Promise<Detection> {
  if (!ports.hasEndpoint) return nothing('no_endpoint', 'The configuration has no endpoint.');
  const [hour, threshold] = await Promise.all([ports.newestHour(), ports.threshold()]);
  if (hour === null) return nothing('no_partition', 'The feature table has no partition yet.');
  if (threshold === null)
    return nothing('no_threshold', 'No model is in service: run the training workflow.');

  const { episodes, withheld, days } = await newestEpisodes(hour, threshold, ports);
  const starts = await settleAll(episodes, (episode) => ports.start(anomalySchema.parse(episode)));
  const started = starts.done.filter((answer) => answer === 'started').length;
  const sumOf = (name: 'hours' | 'rows' | 'scored') => days.reduce((sum, day) => sum + day[name], 0);
  return {
    result: {
      status: 'scored',
      hour,
      hours: sumOf('hours'),
      rows: sumOf('rows'),
      scored: sumOf('scored'),
      anomalies: episodes.length + withheld,
      withheld,
      started,
      alreadyStarted: starts.done.length - started,
    },
    faults: {
      read: days.flatMap(({ readFaults }) => readFaults),
      score: days.flatMap(({ scoreFaults }) => scoreFaults),
      start: starts.failed.map(({ fault }) => fault),
    },
  };
}

function nothing(status: 'no_endpoint' | 'no_partition' | 'no_threshold', reason: string): Detection {
  return { result: { status, reason }, faults: { read: [], score: [], start: [] } };
}
