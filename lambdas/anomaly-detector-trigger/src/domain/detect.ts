import type { Anomaly } from '@egress/contracts';
import type { Result } from '../contract';
import { anomalyOf } from './anomalies';
import { batchesOf, ROWS_PER_REQUEST, settleAll } from './batches';
import type { FeatureRow } from './feature-row';
import type { Partition } from './partition';

/** What detection asks of AWS. */
export interface Ports {
  readonly hasEndpoint: boolean;
  readonly newestPartition: () => Promise<Partition | null>;
  readonly readPartition: (partition: Partition) => Promise<readonly FeatureRow[]>;
  /** Null where no model was promoted yet. */
  readonly threshold: () => Promise<number | null>;
  readonly score: (vectors: readonly (readonly number[])[]) => Promise<readonly number[]>;
  readonly start: (anomaly: Anomaly) => Promise<'started' | 'already_started'>;
}

export interface Detection {
  readonly result: Result;
  /** Of batches that were not scored and workflows that were not started; everything else was done. */
  readonly faults: readonly unknown[];
}

/** Requests in flight: to an endpoint of one small instance, and to Step Functions, which allows bursts far above. */
const CONCURRENCY = 4;

/** Scores the newest hour and starts a workflow for each anomaly in it. Running it again changes nothing. */
export async function detect(ports: Ports): Promise<Detection> {
  if (!ports.hasEndpoint) return nothing('no_endpoint', 'The configuration has no endpoint.');
  const [partition, threshold] = await Promise.all([ports.newestPartition(), ports.threshold()]);
  if (partition === null) return nothing('no_partition', 'The feature table has no partition yet.');
  if (threshold === null)
    return nothing('no_threshold', 'No model is in service: run the training workflow.');

  const rows = await ports.readPartition(partition);
  const { hour } = partition;
  const scored = await settleAll(batchesOf(rows, ROWS_PER_REQUEST), CONCURRENCY, async (batch) => {
    const scores = await ports.score(batch.map(({ vector }) => vector));
    return batch.map((row, i) => ({ row, hour, threshold, score: scores[i] ?? Number.NaN }));
  });
  const scoredRows = fulfilled(scored).flat();
  const anomalies = scoredRows.map(anomalyOf).filter((anomaly) => anomaly !== null);
  const starts = await settleAll(anomalies, CONCURRENCY, ports.start);
  const started = fulfilled(starts).filter((answer) => answer === 'started').length;
  return {
    result: {
      status: 'scored',
      hour,
      rows: rows.length,
      scored: scoredRows.length,
      anomalies: anomalies.length,
      started,
      alreadyStarted: fulfilled(starts).length - started,
    },
    faults: [...faultsOf(scored), ...faultsOf(starts)],
  };
}

function nothing(status: 'no_endpoint' | 'no_partition' | 'no_threshold', reason: string): Detection {
  return { result: { status, reason }, faults: [] };
}

function fulfilled<T>(settled: readonly PromiseSettledResult<T>[]): T[] {
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function faultsOf(settled: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
}
