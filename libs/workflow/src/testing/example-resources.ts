import type { RemediationResources } from '../remediation/remediation-resources';
import type { TrainingResources } from '../training/training-resources';

const lambda = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;

export const REMEDIATION: RemediationResources = {
  findingsTableName: 'findings',
  notificationTopicArn: 'arn:aws:sns:us-east-1:111122223333:alerts',
  bedrockAnalyzerArn: lambda('bedrock-analyzer'),
  remediationOrchestratorArn: lambda('remediation-orchestrator'),
};

export const TRAINING: TrainingResources = {
  modelPromoterArn: lambda('model-promoter'),
  notificationTopicArn: 'arn:aws:sns:us-east-1:111122223333:alerts',
  trainingImage: '382416733822.dkr.ecr.us-east-1.amazonaws.com/randomcutforest:1',
  executionRoleArn: 'arn:aws:iam::111122223333:role/sagemaker',
  trainingDataUri: 's3://processed/training/',
  modelOutputUri: 's3://models/rcf/',
  scoresOutputUri: 's3://models/scores/',
  featureDim: 8,
  instanceType: 'ml.m5.large',
  endpoint: 'real-time',
};
