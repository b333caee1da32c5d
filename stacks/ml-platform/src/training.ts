import { FEATURE_NAMES, TRAINING_VECTORS_PREFIX } from '@egress/anomalies';
import type { MlPlatformSettings } from '@egress/configuration';
import type { EgressStack } from '@egress/module-foundation';
import type { BundledFunction, FunctionRuntime } from '@egress/module-functions';
import type { RandomCutForestImage } from '@egress/module-ml';
import { ScheduledStateMachine } from '@egress/module-orchestration';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import { trainingWorkflow } from '@egress/workflow';
import { MODELS_PREFIX, SCORES_PREFIX } from './artifact-prefixes';
import { madeByTraining } from './sagemaker-arns';

interface TrainingProps {
  readonly settings: MlPlatformSettings;
  readonly processedData: Bucket;
  readonly modelArtifacts: Bucket;
  readonly sageMakerRole: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly image: RandomCutForestImage;
  readonly promoter: BundledFunction;
}

/** From feature vectors to a registered and, with an endpoint, deployed model: each week, or when someone starts it. */
export function createTraining(stack: EgressStack, props: TrainingProps): ScheduledStateMachine {
  const { settings, functionRuntime, processedData, modelArtifacts } = props;
  const { alertTopic, encryptionKey } = functionRuntime;
  const training = new ScheduledStateMachine(stack, 'Training', {
    name: 'model-training',
    description: 'Trains, registers and deploys the anomaly detector',
    definition: trainingWorkflow({
      modelPromoterArn: props.promoter.arn,
      notificationTopicArn: alertTopic.arn,
      trainingImage: props.image.uri,
      executionRoleArn: props.sageMakerRole.arn,
      trainingDataUri: `s3://${processedData.name}/${TRAINING_VECTORS_PREFIX}`,
      modelOutputUri: `s3://${modelArtifacts.name}/${MODELS_PREFIX}`,
      scoresOutputUri: `s3://${modelArtifacts.name}/${SCORES_PREFIX}`,
      featureDim: FEATURE_NAMES.length,
      instanceType: settings.trainingInstanceType,
      kmsKeyArn: encryptionKey.arn,
      endpoint: settings.endpoint,
    }),
    encryptionKey,
    alertTopic,
    schedule: 'cron(0 3 ? * SUN *)',
    scheduleDescription: 'Trains a new anomaly detector each week',
    enabled: settings.weeklyTraining,
  });
  const { role } = training.stateMachine;
  props.promoter.grantInvoke(role);
  alertTopic.grantPublish(role);
  encryptionKey.grantToServices(role, stack);
  allowJobs(stack, role, props.sageMakerRole);
  return training;
}

/**
 * Starts SageMaker jobs and follows them to their end, which Step Functions does through EventBridge rules of its own. See
 * "Create and manage Amazon SageMaker AI jobs with Step Functions" in the Step Functions guide.
 */
function allowJobs(stack: EgressStack, role: Role, sageMakerRole: Role): void {
  const { account, region } = stack.deployment;
  role.allow(stack, {
    actions: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
    resources: [madeByTraining(stack, 'training-job')],
  });
  role.allow(stack, {
    actions: ['sagemaker:CreateTransformJob', 'sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'],
    resources: [madeByTraining(stack, 'transform-job')],
  });
  role.allow(stack, {
    actions: ['sagemaker:CreateModel'],
    resources: [madeByTraining(stack, 'model')],
  });
  role.allow(stack, {
    actions: ['sagemaker:AddTags', 'sagemaker:ListTags'],
    resources: [madeByTraining(stack, 'training-job'), madeByTraining(stack, 'transform-job')],
  });
  role.allow(stack, {
    actions: ['iam:PassRole'],
    resources: [sageMakerRole.arn],
    conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
  });
  role.allow(stack, {
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    resources: ['Training', 'Transform'].map(
      (kind) => `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForSageMaker${kind}JobsRule`,
    ),
  });
}
