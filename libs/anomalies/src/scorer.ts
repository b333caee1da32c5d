import { RandomCutForest } from '@egress/detector';
import { FEATURE_NAMES } from './feature-row';

/** Scores vectors of features: how unlike the others each is. SageMaker's endpoint is one, the forest here another. */
export interface Scorer {
  readonly score: (vectors: readonly (readonly number[])[]) => Promise<readonly number[]>;
}

/** A forest of this process that learns from what it is told to. */
export interface LocalScorer extends Scorer {
  /** Whether it has learnt enough to score; before, every score is 0. */
  readonly isReady: () => boolean;
  readonly learn: (vectors: readonly (readonly number[])[]) => void;
  /** Share of a vector's score that each of its numbers explains. */
  readonly attribution: (vector: readonly number[]) => readonly number[];
  readonly serialise: () => Uint8Array;
}

/** Not the clock, so that the same tables give the same anomalies. */
const SEED = 20261121;

/** A new forest, or one that `serialise` kept. */
export function localScorer(kept?: Uint8Array): LocalScorer {
  const forest =
    kept === undefined
      ? new RandomCutForest({ dimensions: FEATURE_NAMES.length, seed: SEED })
      : RandomCutForest.deserialise(kept);
  return {
    score: async (vectors) => Array.from(forest.scores(vectors)),
    isReady: () => forest.score(ORIGIN) > 0,
    learn: (vectors) => vectors.forEach((vector) => forest.update(vector)),
    attribution: (vector) => shares(forest.attribution(vector)),
    serialise: () => forest.serialise(),
  };
}

const ORIGIN = FEATURE_NAMES.map(() => 0);

function shares({ high, low }: ReturnType<RandomCutForest['attribution']>): number[] {
  const parts = Array.from(high, (above, i) => above + (low[i] ?? 0));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => (total > 0 ? part / total : 0));
}
