import { existsSync, readFileSync } from 'node:fs';
import { LARGEST_NUMBER, RandomCutForest } from '@egress/detector';
import { PayloadError, type Vector } from '@egress/sagemaker-rcf';
import type { ScoreVectors } from '@egress/sagemaker-rcf/runtime-server';

/** A forest as the detector serialises it. Throws an error that names the file. */
export function readForest(file: string): RandomCutForest {
  if (!existsSync(file)) throw new Error(`${file}: does not exist`);
  const bytes = readFileSync(file);
  try {
    return RandomCutForest.deserialise(bytes);
  } catch (cause) {
    throw new Error(
      `${file}: is no forest of this version, or damaged: write it again with egress detect --model-out`,
      { cause },
    );
  }
}

/** Scores under every endpoint name with a forest that stays as it is, as a trained SageMaker model does. */
export function scoresOfModel(forest: RandomCutForest): ScoreVectors {
  return (_endpointName, vectors) => {
    requireFit(vectors, forest.options.dimensions);
    return [...forest.scores(vectors)];
  };
}

/**
 * Scores each vector with what was sent before it under the same endpoint name, and then learns it. A forest has SageMaker's
 * default hyper-parameters and the length of the first vector; it gives 0 until it has seen enough to compare with. A
 * request with a vector that does not fit teaches nothing.
 */
export function scoresOfLearners(): ScoreVectors {
  const forests = new Map<string, RandomCutForest>();
  return (endpointName, vectors) => {
    const known = forests.get(endpointName);
    const dimensions = known?.options.dimensions ?? vectors[0]?.length ?? 0;
    requireFit(vectors, dimensions);
    const forest = known ?? new RandomCutForest({ dimensions });
    forests.set(endpointName, forest);
    return vectors.map((vector) => {
      const score = forest.score(vector);
      forest.update(vector);
      return score;
    });
  };
}

/** A forest would refuse the vector too, but only after it has learnt those before. */
function requireFit(vectors: readonly Vector[], dimensions: number): void {
  for (const [index, vector] of vectors.entries()) {
    const place = `vector ${index + 1}`;
    if (vector.length !== dimensions) {
      throw new PayloadError(`${place}: has ${vector.length} features, the model takes ${dimensions}`);
    }
    const unfit = vector.findIndex((value) => !(Math.abs(value) <= LARGEST_NUMBER));
    if (unfit >= 0) {
      throw new PayloadError(
        `${place}: feature ${unfit + 1} is ${vector[unfit]}, the model takes ±${LARGEST_NUMBER} at most`,
      );
    }
  }
}
