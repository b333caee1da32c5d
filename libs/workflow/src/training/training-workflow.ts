import type { StateMachine } from '../states-language';
import { endingStates } from './ending';
import { DEPLOYMENT_SECONDS, promotionStates } from './promotion';
import { trainingStates } from './training';
import type { TrainingResources } from './training-resources';

/** Two jobs with one more try each, and the steps between. */
const TRAINING_SECONDS = 5 * 3600;

/**
 * From feature vectors to a registered and, where there is an endpoint, deployed Random Cut Forest. Takes no input.
 * A model that cannot be promoted (too little data, rolled back by an alarm) is told of and leaves the one in use alone.
 */
export function trainingWorkflow(resources: TrainingResources): StateMachine {
  return {
    Comment: 'Trains, scores, registers and deploys the egress anomaly model.',
    QueryLanguage: 'JSONata',
    StartAt: 'Train forest',
    TimeoutSeconds: TRAINING_SECONDS + DEPLOYMENT_SECONDS,
    States: { ...trainingStates(resources), ...promotionStates(resources), ...endingStates(resources) },
  };
}
