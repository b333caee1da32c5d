import type { EgressStack } from '@egress/module-foundation';
import type { RandomCutForestImage } from '@egress/module-ml';
import { anyResource, type EncryptionKey, type Role } from '@egress/module-security';

interface JobPermissions {
  readonly role: Role;
  readonly image: RandomCutForestImage;
  readonly encryptionKey: EncryptionKey;
}

/** Log groups that SageMaker shares among all of an account's jobs and notebooks, and makes by itself. */
const SHARED_LOG_GROUPS = ['TrainingJobs', 'TransformJobs', 'NotebookInstances'];

/**
 * What SageMaker's role needs to run jobs, beside the buckets that core lets it use: the image, logs, metrics, and volumes
 * encrypted with our key. See "CreateTrainingJob API: Execution Role Permissions" in the SageMaker guide.
 */
export function allowSageMakerJobs(stack: EgressStack, { role, image, encryptionKey }: JobPermissions): void {
  const { account, region } = stack.deployment;
  image.grantPull(role);
  encryptionKey.grantToServices(role, stack);
  role.allow(stack, {
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: SHARED_LOG_GROUPS.map(
      (name) => `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/${name}:*`,
    ),
  });
  role.allow(stack, {
    actions: ['cloudwatch:PutMetricData'],
    resources: anyResource('CloudWatch metrics have no ARN; the condition names the namespaces'),
    conditions: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', 'aws/sagemaker/*'] } },
  });
}
