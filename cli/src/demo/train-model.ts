import path from 'node:path';
import { FEATURE_TABLE_PREFIX, localScorer } from '@egress/anomalies';
import { RandomCutForest } from '@egress/detector';
import { sqlLiteral, SqlEngine } from '@egress/sql-engine';

export interface TrainedModel {
  readonly forest: RandomCutForest;
  readonly vectors: readonly (readonly number[])[];
  /** Of the vectors, as a batch transform gives them. */
  readonly scores: readonly number[];
}

/** Trains a forest with the feature vectors of the hours before one (seconds since 1970), as SageMaker's job does. */
export async function trainModel(features: string, before: number): Promise<TrainedModel> {
  const vectors = await readVectors(features, before);
  const scorer = localScorer();
  scorer.learn(vectors);
  return {
    forest: RandomCutForest.deserialise(scorer.serialise()),
    vectors,
    scores: await scorer.score(vectors),
  };
}

async function readVectors(features: string, before: number): Promise<readonly (readonly number[])[]> {
  const engine = await SqlEngine.open();
  try {
    const files = path.join(features, FEATURE_TABLE_PREFIX, '**/*.parquet');
    const rows = await engine.query<{ vector: number[] }>(
      `SELECT vector FROM read_parquet(${sqlLiteral(files)}, hive_partitioning = true, hive_types_autocast = false)
       WHERE date || 'T' || hour < ${sqlLiteral(new Date(before * 1000).toISOString().slice(0, 13))}
       ORDER BY date, hour, account, region, egress_class, resource`,
    );
    return rows.map(({ vector }) => vector);
  } finally {
    engine.close();
  }
}
