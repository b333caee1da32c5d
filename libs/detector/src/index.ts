export { type Attribution } from './forest/random-cut-forest';
export { type CompleteForestOptions, type ForestOptions } from './forest/forest-options';
export { LARGEST_NUMBER } from './forest/point-writer';
export { RandomCutForest } from './forest/random-cut-forest';
export { type ExpectedBand } from './series/expected-band';
export {
  ANOMALY_THRESHOLD,
  detectSeries,
  SeriesDetector,
  type ScoredRow,
  type SeriesDetectorOptions,
} from './series/series-detector';
export { median, type SeriesRow } from './series/series-history';
