import { TRAINING_VECTORS_PREFIX } from '@egress/anomalies';
import type { MlPlatformSettings } from '@egress/configuration';
import { MODEL_METADATA_KEY } from '@egress/contracts';
import { type environment, functionSettings, permissions } from '@egress/lambda-model-promoter/contract';
import type { EgressStack } from '@egress/module-foundation';
import { BundledFunction, type FunctionRuntime } from '@egress/module-functions';
import type { Endpoint, ModelPackageGroup } from '@egress/module-ml';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { z } from 'zod';
import { SCORES_PREFIX } from './artifact-prefixes';
import { madeByTraining } from './sagemaker-arns';

interface ModelPromoterProps {
  readonly settings: MlPlatformSettings;
  readonly modelPromoterRole: Role;
  readonly functionRuntime: FunctionRuntime;
  readonly processedData: Bucket;
  readonly modelArtifacts: Bucket;
  readonly modelPackageGroup: ModelPackageGroup;
  readonly endpoint: Endpoint | undefined;
}

/** The function that brings a trained model into use, with exactly what its contract asks for. */
export function createModelPromoter(stack: EgressStack, props: ModelPromoterProps): BundledFunction {
  const { settings, modelPromoterRole: role, functionRuntime: runtime, endpoint } = props;
  allowPromotion(stack, props);
  if (endpoint) allowDeployment(stack, props, endpoint);
  return new BundledFunction(stack, 'ModelPromoter', {
    name: 'model-promoter',
    description: 'Computes the threshold of a trained model, registers and deploys it',
    role,
    runtime,
    ...functionSettings,
    environment: {
      VECTORS_URI: `s3://${props.processedData.name}/${TRAINING_VECTORS_PREFIX}`,
      MODEL_PACKAGE_GROUP_NAME: props.modelPackageGroup.name,
      MODEL_APPROVAL_STATUS: settings.modelApproval === 'automatic' ? 'Approved' : 'PendingManualApproval',
      ENDPOINT_NAME: endpoint?.name ?? '',
      ENDPOINT_INSTANCE_TYPE: settings.endpointInstanceType,
      ENDPOINT_INSTANCE_COUNT: String(settings.endpointInstanceCount),
      ROLLBACK_ALARM_NAMES: (endpoint?.rollbackAlarms ?? []).map(({ name }) => name).join(','),
      KMS_KEY_ARN: runtime.encryptionKey.arn,
      MODEL_BUCKET: props.modelArtifacts.name,
      MODEL_METADATA_KEY,
    } satisfies z.input<typeof environment>,
  });
}

function allowPromotion(stack: EgressStack, props: ModelPromoterProps): void {
  const { modelPromoterRole: role, processedData, modelArtifacts, modelPackageGroup } = props;
  const objects = (key: string) => [`${modelArtifacts.arn}/${key}`];
  role.allow(stack, { actions: permissions.modelBucket, resources: [modelArtifacts.arn] });
  role.allow(stack, {
    actions: permissions.vectorsBucket,
    resources: [processedData.arn],
    conditions: { StringLike: { 's3:prefix': [`${TRAINING_VECTORS_PREFIX}*`] } },
  });
  role.allow(stack, {
    actions: permissions.vectors,
    resources: [`${processedData.arn}/${TRAINING_VECTORS_PREFIX}*`],
  });
  role.allow(stack, { actions: permissions.scores, resources: objects(`${SCORES_PREFIX}*`) });
  role.allow(stack, { actions: permissions.modelMetadata, resources: objects(MODEL_METADATA_KEY) });
  modelPackageGroup.grant(role, permissions.modelPackage);
}

function allowDeployment(stack: EgressStack, props: ModelPromoterProps, endpoint: Endpoint): void {
  const { modelPromoterRole: role, functionRuntime } = props;
  const { account, region } = stack.deployment;
  const configurations = madeByTraining(stack, 'endpoint-config');
  role.allow(stack, { actions: permissions.endpointConfig, resources: [configurations] });
  // Creating and updating an endpoint is checked against its configuration as well.
  role.allow(stack, { actions: permissions.endpoint, resources: [endpoint.arn, configurations] });
  role.allow(stack, {
    actions: permissions.alarms,
    resources: endpoint.rollbackAlarms.map(
      ({ name }) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
    ),
  });
  functionRuntime.encryptionKey.grantToServices(role, stack);
}
