import { FEATURE_TABLE_PREFIX } from '@egress/anomalies';
import type { AiOrchestrationSettings } from '@egress/configuration';
import { MODEL_METADATA_KEY } from '@egress/contracts';
import {
  type environment,
  functionSettings,
  permissions,
  schedule,
} from '@egress/lambda-anomaly-detector-trigger/contract';
import type { EgressStack } from '@egress/module-foundation';
import { type FunctionRuntime, ScheduledFunction } from '@egress/module-functions';
import type { Endpoint } from '@egress/module-ml';
import type { StateMachine } from '@egress/module-orchestration';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { z } from 'zod';

interface DetectionProps {
  readonly settings: AiOrchestrationSettings;
  readonly role: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly processedData: Bucket;
  readonly modelArtifacts: Bucket;
  readonly endpoint: Endpoint | undefined;
  readonly workflow: StateMachine;
}

/** Each hour: scores the newest hour of egress, and starts the workflow for each anomaly. */
export function createDetection(stack: EgressStack, props: DetectionProps): ScheduledFunction {
  const { settings, role, processedData, modelArtifacts, endpoint, workflow } = props;
  allowScoring(stack, props);
  workflow.grantStartExecution(role);
  endpoint?.grantInvoke(role);
  return new ScheduledFunction(stack, 'AnomalyDetectorTrigger', {
    name: 'anomaly-detector-trigger',
    description: 'Scores the newest hours of egress and starts one workflow for each anomaly',
    role,
    runtime: props.functionRuntime,
    ...functionSettings,
    environment: {
      PROCESSED_BUCKET: processedData.name,
      FEATURES_PREFIX: FEATURE_TABLE_PREFIX,
      ENDPOINT_NAME: endpoint?.name ?? '',
      MODEL_BUCKET: modelArtifacts.name,
      MODEL_METADATA_KEY,
      STATE_MACHINE_ARN: workflow.arn,
    } satisfies z.input<typeof environment>,
    schedule,
    scheduleDescription: 'Looks for anomalies in the newest hour of egress',
    enabled: settings.detectionEnabled,
  });
}

function allowScoring(stack: EgressStack, { role, processedData, modelArtifacts }: DetectionProps): void {
  role.allow(stack, {
    actions: permissions.processedBucket,
    resources: [processedData.arn],
    conditions: { StringLike: { 's3:prefix': [`${FEATURE_TABLE_PREFIX}*`] } },
  });
  role.allow(stack, {
    actions: permissions.features,
    resources: [`${processedData.arn}/${FEATURE_TABLE_PREFIX}*`],
  });
  role.allow(stack, { actions: permissions.modelBucket, resources: [modelArtifacts.arn] });
  role.allow(stack, {
    actions: permissions.modelMetadata,
    resources: [`${modelArtifacts.arn}/${MODEL_METADATA_KEY}`],
  });
}
