export { detectAnomalies, type DetectOptions } from './detect-anomalies';
export { holdsTables } from './result-tables';
