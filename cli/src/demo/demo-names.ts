/** Which of environments/*.json the demo deploys. */
export const DEMO_ENVIRONMENT = 'demo';

/** Names that the stacks give in that environment. */
export const DEMO_NAMES = {
  rawLogs: 'egress-demo-raw-logs-demo-111122223333',
  processedData: 'egress-demo-processed-data-demo-111122223333',
  modelArtifacts: 'egress-demo-model-artifacts-demo-111122223333',
  modelPromoter: 'egress-demo-model-promoter',
  detectorTrigger: 'egress-demo-anomaly-detector-trigger',
  sageMakerRoleArn: 'arn:aws:iam::111122223333:role/egress-demo-sagemaker',
} as const;
