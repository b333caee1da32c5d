import type { RequiredResource } from './required-resource';

const BUCKETS = [
  ['raw_logs', 'RawLogs'],
  ['processed_data', 'ProcessedData'],
  ['model_artifacts', 'ModelArtifacts'],
  ['lambda_code', 'LambdaCode'],
].map(([name, id]) => ({
  name: `aws_s3_bucket.${name}`,
  type: 'aws_s3_bucket',
  address: `core/${id}/Resource`,
}));

const ROLES = [
  ['firehose_role', 'FirehoseRole'],
  ['glue_role', 'GlueRole'],
  ['sagemaker_role', 'SageMakerRole'],
  // One role for each function takes the place of the one for all.
  ['lambda_role (trigger)', 'FunctionRole-anomaly-detector-trigger'],
  ['lambda_role (analyzer)', 'FunctionRole-bedrock-analyzer'],
  ['lambda_role (orchestrator)', 'FunctionRole-remediation-orchestrator'],
  ['bedrock_access_role', 'BedrockAccessRole'],
  ['quicksight_role', 'QuickSightRole'],
].map(([name, id]) => ({
  name: `aws_iam_role.${name}`,
  type: 'aws_iam_role',
  address: `core/${id}/Resource`,
}));

const LOG_GROUPS = [
  ['firehose_log_group', 'FirehoseLogs'],
  ['sagemaker_log_group', 'SageMakerLogs'],
  ['glue_log_group', 'GlueLogs'],
  ['lambda_log_group', 'LambdaLogs'],
].map(([name, id]) => ({
  name: `aws_cloudwatch_log_group.${name}`,
  type: 'aws_cloudwatch_log_group',
  address: `core/${id}/Resource`,
}));

export const CORE: readonly RequiredResource[] = [...BUCKETS, ...ROLES, ...LOG_GROUPS];
