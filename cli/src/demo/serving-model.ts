import type { RandomCutForest } from '@egress/detector';
import { scoresOfModel } from '@egress/local-aws/forest-scores';
import type { ScoreVectors } from '@egress/sagemaker-rcf/runtime-server';

/** What the SageMaker runtime of the local AWS answers with. It is started before there is a model. */
export interface ServingModel {
  readonly score: ScoreVectors;
  /** Puts a trained forest behind every endpoint. */
  readonly serve: (forest: RandomCutForest) => void;
}

export function servingModel(): ServingModel {
  let score: ScoreVectors = () => {
    throw new Error('no model was trained yet');
  };
  return {
    score: (endpoint, vectors) => score(endpoint, vectors),
    serve: (forest) => (score = scoresOfModel(forest)),
  };
}
