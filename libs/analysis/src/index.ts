export { analyzeEgress, type AnalyzeOptions } from './analyze-egress';
