/**
 * AWS services that ip-ranges.json names and that have an interface endpoint: the last part of
 * `com.amazonaws.<region>.<name>`. AMAZON and EC2 hold many services each; which one only a resolver query log tells.
 */
export const ENDPOINT_SERVICES: Readonly<Record<string, string | null>> = {
  AMAZON: null,
  EC2: null,
  AMAZON_APPFLOW: 'appflow',
  API_GATEWAY: 'execute-api',
  CODEBUILD: 'codebuild',
  EBS: 'ebs',
  KINESIS_VIDEO_STREAMS: 'kinesisvideo',
};
