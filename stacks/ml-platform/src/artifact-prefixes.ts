/** Where things are in the bucket of model artifacts; what is under `training-output/` expires after a year. */
export const MODELS_PREFIX = 'training-output/models/';
export const SCORES_PREFIX = 'training-output/scores/';

/** Feature vectors as CSV without header, in the bucket of processed data. */
export const VECTORS_PREFIX = 'training-vectors/';
/** Length of a feature vector. */
export const VECTOR_LENGTH = 8;
