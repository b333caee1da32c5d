/** Where things are in the bucket of model artifacts; what is under `training-output/` expires after a year. */
export const MODELS_PREFIX = 'training-output/models/';
export const SCORES_PREFIX = 'training-output/scores/';
