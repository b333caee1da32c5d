export { analyzeEgress, type AnalyzeOptions } from './analyze-egress';
export { loadInputs, type InputOptions, type LoadedInputs } from './load-inputs';
export { assessQuality } from './quality';
