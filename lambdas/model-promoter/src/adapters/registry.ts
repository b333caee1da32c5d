import { CreateModelPackageCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Environment, Model } from '../contract';
import { modelPackageOf } from '../domain/model-package';

/** Registers a version of the model and returns its ARN; the same one for the same model. */
export async function registerModel(
  client: SageMakerClient,
  environment: Environment,
  model: Model,
  threshold: number,
): Promise<string> {
  const { ModelPackageArn } = await client.send(
    new CreateModelPackageCommand({
      ...modelPackageOf(model, threshold),
      ModelPackageGroupName: environment.MODEL_PACKAGE_GROUP_NAME,
      ModelApprovalStatus: environment.MODEL_APPROVAL_STATUS,
    }),
  );
  if (ModelPackageArn === undefined) throw new Error('CreateModelPackage answered without an ARN');
  return ModelPackageArn;
}
