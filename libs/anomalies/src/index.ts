export { anomalyOf, isoHour, type ScoredRow } from './anomaly-of';
export { classify } from './classify';
export { anomalyScore, DEFAULT_MIN_USD_PER_DAY, detectHour, type DetectorMemory } from './detect-hour';
export { detectionDocumentSchema, type DetectionDocument, type FoundAnomaly } from './detection-document';
export type { Episode } from './episodes';
export { entityOf, FEATURE_COLUMNS, FEATURE_NAMES, featureRowSchema, type FeatureRow } from './feature-row';
export { excessUsdPerDay, severityOf } from './money-at-stake';
export { localScorer, type LocalScorer, type Scorer } from './scorer';
export { learntThreshold } from './threshold';
