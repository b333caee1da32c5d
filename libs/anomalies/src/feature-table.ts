/** Where `egress_features_hourly` is in the bucket of processed data: `date=2026-11-21/hour=07/…parquet` under it. */
export const FEATURE_TABLE_PREFIX = 'egress_features_hourly/';

/**
 * Where the vectors to train with are in the same bucket: CSV without header, a vector a line, its numbers in the order of
 * `FEATURE_NAMES`. No two files have the same name, whatever folders they are in: SageMaker names the scores of a file by it.
 */
export const TRAINING_VECTORS_PREFIX = 'training-vectors/';
