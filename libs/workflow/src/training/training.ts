import { TRAINING_NAME_PREFIX } from '../permissions';
import type { JsonObject, States } from '../states-language';
import { catchFault, jsonata, RETRY_FAULTS, RETRY_ONCE } from '../tasks';
import type { TrainingResources } from './training-resources';

/** What a job may run; Step Functions waits a quarter of an hour longer, for the instances to come and go. */
const JOB_SECONDS = 3600;
const JOB_TIMEOUT_SECONDS = JOB_SECONDS + 900;

/**
 * Names tell one attempt from another, because SageMaker never takes a job's name twice, and start with the execution's
 * start so that they sort by time.
 */
const JOB_NAME = `'${TRAINING_NAME_PREFIX}' & $replace($states.context.Execution.StartTime, /[^0-9]/, '')
  & '-' & $string($states.context.State.RetryCount)`;

const csvUnder = (uri: string): JsonObject => ({ S3DataType: 'S3Prefix', S3Uri: uri });

/** Trains a forest. Hyper-parameters are AWS's defaults: https://docs.aws.amazon.com/sagemaker/latest/dg/rcf_hyperparameters.html. */
function train(resources: TrainingResources): States {
  const encryption: JsonObject = resources.kmsKeyArn === undefined ? {} : { KmsKeyId: resources.kmsKeyArn };
  return {
    'Train forest': {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
      Arguments: {
        TrainingJobName: jsonata(JOB_NAME),
        RoleArn: resources.executionRoleArn,
        AlgorithmSpecification: { TrainingImage: resources.trainingImage, TrainingInputMode: 'File' },
        HyperParameters: {
          feature_dim: String(resources.featureDim),
          num_trees: '100',
          num_samples_per_tree: '256',
        },
        InputDataConfig: [
          {
            ChannelName: 'train',
            ContentType: 'text/csv;label_size=0',
            DataSource: {
              // The algorithm accepts no other distribution for this channel.
              S3DataSource: {
                ...csvUnder(resources.trainingDataUri),
                S3DataDistributionType: 'ShardedByS3Key',
              },
            },
          },
        ],
        OutputDataConfig: { S3OutputPath: resources.modelOutputUri, ...encryption },
        ResourceConfig: {
          InstanceCount: 1,
          InstanceType: resources.instanceType,
          VolumeSizeInGB: 20,
          ...(resources.kmsKeyArn !== undefined && { VolumeKmsKeyId: resources.kmsKeyArn }),
        },
        StoppingCondition: { MaxRuntimeInSeconds: JOB_SECONDS },
      },
      Assign: {
        model: {
          name: jsonata('$states.result.TrainingJobName'),
          image: resources.trainingImage,
          dataUrl: jsonata('$states.result.ModelArtifacts.S3ModelArtifacts'),
        },
      },
      TimeoutSeconds: JOB_TIMEOUT_SECONDS,
      Retry: RETRY_ONCE,
      Catch: [catchFault('Training failed')],
      Next: 'Create model',
    },
    'Create model': {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createModel',
      Arguments: {
        ModelName: jsonata('$model.name'),
        ExecutionRoleArn: resources.executionRoleArn,
        PrimaryContainer: { Image: jsonata('$model.image'), ModelDataUrl: jsonata('$model.dataUrl') },
      },
      TimeoutSeconds: 60,
      Retry: RETRY_FAULTS,
      Catch: [catchFault('Training failed')],
      Next: 'Score training data',
    },
  };
}

/**
 * Scores the training data by batch transform: only the forest's own container knows its scores, training reports none,
 * and an account without an endpoint gets its threshold all the same.
 */
function score(resources: TrainingResources): States {
  const encryption: JsonObject = resources.kmsKeyArn === undefined ? {} : { KmsKeyId: resources.kmsKeyArn };
  return {
    'Score training data': {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTransformJob.sync',
      Arguments: {
        TransformJobName: jsonata(JOB_NAME),
        ModelName: jsonata('$model.name'),
        BatchStrategy: 'MultiRecord',
        TransformInput: {
          ContentType: 'text/csv',
          SplitType: 'Line',
          DataSource: { S3DataSource: csvUnder(resources.trainingDataUri) },
        },
        TransformOutput: {
          S3OutputPath: jsonata(`'${resources.scoresOutputUri}' & $model.name & '/'`),
          Accept: 'application/jsonlines',
          AssembleWith: 'Line',
          ...encryption,
        },
        TransformResources: {
          InstanceCount: 1,
          InstanceType: resources.instanceType,
          ...(resources.kmsKeyArn !== undefined && { VolumeKmsKeyId: resources.kmsKeyArn }),
        },
      },
      Assign: { scoresUri: jsonata('$states.result.TransformOutput.S3OutputPath') },
      TimeoutSeconds: JOB_TIMEOUT_SECONDS,
      Retry: RETRY_ONCE,
      Catch: [catchFault('Training failed')],
      Next: 'Choose threshold',
    },
  };
}

/** Makes a model of the training data, and the scores that its threshold is chosen from. */
export function trainingStates(resources: TrainingResources): States {
  return { ...train(resources), ...score(resources) };
}
