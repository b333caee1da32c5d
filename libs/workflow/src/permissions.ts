/** What the role of the remediation state machine needs, by the resource that each action is on. */
export const remediationPermissions = {
  functions: ['lambda:InvokeFunction'],
  findingsTable: ['dynamodb:UpdateItem'],
  notificationTopic: ['sns:Publish'],
} as const;

/**
 * What the role of the training state machine needs. For a job that it waits for, Step Functions tags the job and keeps an
 * EventBridge rule of a fixed name: https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html.
 */
export const trainingPermissions = {
  functions: ['lambda:InvokeFunction'],
  notificationTopic: ['sns:Publish'],
  trainingJobs: [
    'sagemaker:CreateTrainingJob',
    'sagemaker:DescribeTrainingJob',
    'sagemaker:StopTrainingJob',
    'sagemaker:AddTags',
  ],
  transformJobs: [
    'sagemaker:CreateTransformJob',
    'sagemaker:DescribeTransformJob',
    'sagemaker:StopTransformJob',
    'sagemaker:AddTags',
  ],
  models: ['sagemaker:CreateModel'],
  /** With the condition that it is passed to `sagemaker.amazonaws.com`. */
  executionRole: ['iam:PassRole'],
  jobEventRules: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
} as const;

/** Names of those EventBridge rules. */
export const JOB_EVENT_RULES = [
  'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
  'StepFunctionsGetEventsForSageMakerTransformJobsRule',
] as const;

/** Names of the jobs and models of a training start with it, for permissions to be scoped to. */
export const TRAINING_NAME_PREFIX = 'egress-rcf-';
