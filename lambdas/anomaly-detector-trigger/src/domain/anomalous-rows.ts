import { anomalyOf, anomalyScore, entityOf, isCandidate } from '@egress/anomalies';
import type { Anomaly } from '@egress/contracts';
import { batchesOf, ROWS_PER_REQUEST, settleAll } from './batches';
import type { Partition, PartitionRows } from './partition';

export interface ScoringPorts {
  readonly minUsdPerDay: number;
  readonly readPartition: (partition: Partition) => Promise<PartitionRows>;
  readonly score: (vectors: readonly (readonly number[])[]) => Promise<readonly number[]>;
}

interface Wanted {
  readonly threshold: number;
  /** As `entityOf` names them; undefined: all. */
  readonly entities: ReadonlySet<string> | undefined;
}

/** The anomalous rows of some hours, and how they were found. */
export interface AnomalousRows {
  readonly anomalies: readonly Anomaly[];
  readonly hours: number;
  readonly rows: number;
  readonly scored: number;
  /** Entities of which some rows could not be scored, as `entityOf` names them. */
  readonly unscored: readonly string[];
  /** Hours of the partitions that could not be read. */
  readonly unread: readonly string[];
  readonly readFaults: readonly unknown[];
  readonly scoreFaults: readonly unknown[];
}

/**
 * Reads partitions and scores those rows in them that are anomalies if their score is above the threshold. Partitions and
 * batches that fail leave the others alone.
 */
export async function anomalousRows(
  partitions: readonly Partition[],
  ports: ScoringPorts,
  { threshold, entities }: Wanted,
): Promise<AnomalousRows> {
  const read = await settleAll(partitions, ports.readPartition);
  const candidates = read.done.flatMap(({ hour, aboveBand }) =>
    aboveBand
      .filter((row) => isCandidate(row, ports.minUsdPerDay) && (entities?.has(entityOf(row)) ?? true))
      .map((row) => ({ hour, row })),
  );
  const scored = await settleAll(batchesOf(candidates, ROWS_PER_REQUEST), async (batch) => {
    const scores = await ports.score(batch.map(({ row }) => row.vector));
    return batch.map(({ hour, row }, i) => ({
      row,
      hour,
      threshold,
      score: anomalyScore(scores[i] ?? 0, row.vector),
    }));
  });
  const scoredRows = scored.done.flat();
  return {
    anomalies: scoredRows.filter(({ score }) => score > threshold).map(anomalyOf),
    hours: read.done.length,
    rows: read.done.reduce((sum, { rows }) => sum + rows, 0),
    scored: scoredRows.length,
    unscored: scored.failed.flatMap(({ item }) => item.map(({ row }) => entityOf(row))),
    unread: read.failed.map(({ item }) => item.hour),
    readFaults: read.failed.map(({ fault }) => fault),
    scoreFaults: scored.failed.map(({ fault }) => fault),
  };
}
