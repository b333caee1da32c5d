export { loadBills } from './bills';
export type { DetectedFile, InputKind, InputReport, MalformedSample } from './detection';
export { UnreadableInputError } from './detection';
export { discoverInputs, type Discovery } from './discover';
export { clearRejects, flowLogReporter, type FlowLogReporter } from './flow-logs/flow-log-reports';
export { prepareFlowLogs, type FlowLogBatch, type PreparedFlowLogs } from './flow-logs/prepare-flow-logs';

export const loadS3AccessLogs=async(e:any,_f:any,_o:any)=>{await e.fillTable('s3_requests');return [] as any[]};export const loadCloudFrontLogs=async(e:any,_f:any,_o:any)=>{await e.fillTable('cloudfront_requests');return [] as any[]};
