import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type SageMakerClient,
  UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import type { Environment } from '../contract';
import type { EndpointState } from '../domain/deployment';

/** The endpoint as it is; null where there is none. */
export async function describeEndpoint(client: SageMakerClient, name: string): Promise<EndpointState | null> {
  const answer = await orNull(client.send(new DescribeEndpointCommand({ EndpointName: name })));
  return (
    answer && {
      status: answer.EndpointStatus ?? 'unknown',
      configName: answer.EndpointConfigName ?? 'unknown',
      pendingConfigName: answer.PendingDeploymentSummary?.EndpointConfigName ?? null,
      failureReason: answer.FailureReason ?? null,
    }
  );
}

/** Creates the configuration, named as the model that it serves, unless it is there. */
export async function ensureEndpointConfig(
  client: SageMakerClient,
  environment: Environment,
  modelName: string,
): Promise<void> {
  const name = { EndpointConfigName: modelName };
  if (await orNull(client.send(new DescribeEndpointConfigCommand(name)))) return;
  await client.send(
    new CreateEndpointConfigCommand({
      ...name,
      KmsKeyId: environment.KMS_KEY_ARN,
      ProductionVariants: [
        {
          // Blue/green deployments need the same name in both configurations.
          VariantName: 'AllTraffic',
          ModelName: modelName,
          InstanceType: environment.ENDPOINT_INSTANCE_TYPE as 'ml.t2.medium',
          InitialInstanceCount: environment.ENDPOINT_INSTANCE_COUNT,
        },
      ],
    }),
  );
}

export async function createEndpoint(
  client: SageMakerClient,
  name: string,
  configName: string,
): Promise<void> {
  await client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: configName }));
}

/**
 * Moves an endpoint to a new fleet, watches the alarms for five minutes, and goes back if one goes off. All traffic moves at
 * once: a canary needs two instances, and an hourly detector is fine with one.
 */
export async function updateEndpoint(
  client: SageMakerClient,
  environment: Environment,
  configName: string,
): Promise<void> {
  await client.send(
    new UpdateEndpointCommand({
      EndpointName: environment.ENDPOINT_NAME,
      EndpointConfigName: configName,
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 300 },
          TerminationWaitInSeconds: 60,
          MaximumExecutionTimeoutInSeconds: 1800,
        },
        AutoRollbackConfiguration: {
          Alarms: environment.ROLLBACK_ALARM_NAMES.map((AlarmName) => ({ AlarmName })),
        },
      },
    }),
  );
}

/** SageMaker has no error of its own for what does not exist. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const isMissing =
      error instanceof Error && error.name === 'ValidationException' && /could not find/i.test(error.message);
    if (isMissing) return null;
    throw error;
  }
}
