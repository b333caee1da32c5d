export { detectAnomalies, type DetectOptions } from './detect-anomalies';
export { exportFeatures } from './export-features';
export { holdsTables } from './result-tables';
