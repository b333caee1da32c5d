export { loadCloudFrontLogs, loadS3AccessLogs } from './access-logs/load-access-logs';
export { loadBills } from './bills';
export type { DetectedFile, InputKind, InputReport, MalformedSample } from './detection';
export { UnreadableInputError } from './detection';
export { discoverInputs, refuseOnlyUnrecognised, type Discovery } from './discover';
export { damagedParquets } from './flow-logs/damaged-parquet';
export { clearRejects, flowLogReporter, type FlowLogReporter } from './flow-logs/flow-log-reports';
export { pathLiterals } from './flow-logs/path-literals';
export { prepareFlowLogs, type FlowLogBatch, type PreparedFlowLogs } from './flow-logs/prepare-flow-logs';
