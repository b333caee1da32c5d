export { analyzeEgress, type AnalyzeOptions } from './analyze-egress';
export { exportTables } from './export-tables';
export { loadInputs, type InputOptions, type LoadedInputs } from './load-inputs';
export { assessQuality } from './quality';
export { loadListRates, writeReferenceTables } from './reference-tables';
