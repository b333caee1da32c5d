import { DataAwsSagemakerPrebuiltEcrImage } from '@cdktf/provider-aws/lib/data-aws-sagemaker-prebuilt-ecr-image';
import { EgressStack } from '@egress/module-foundation';
import { anyResource, type Role } from '@egress/module-security';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

const REPOSITORY = 'randomcutforest';
const IMAGE_TAG = '1';

/**
 * AWS's container image of the built-in Random Cut Forest algorithm. Each region has its own, in a registry of an account of
 * its own; the AWS provider knows them all, without asking AWS.
 */
export class RandomCutForestImage extends Construct {
  /** Such as `382416733822.dkr.ecr.us-east-1.amazonaws.com/randomcutforest:1`. */
  readonly uri: string;
  private readonly repositoryArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const image = new DataAwsSagemakerPrebuiltEcrImage(this, 'Resource', {
      repositoryName: REPOSITORY,
      imageTag: IMAGE_TAG,
    });
    this.uri = image.registryPath;
    const { region } = EgressStack.of(this).deployment;
    this.repositoryArn = `arn:aws:ecr:${region}:${image.registryId}:repository/${REPOSITORY}`;
  }

  /** Returns the policy that holds the permission. */
  grantPull(role: Role): ITerraformDependable {
    role.allow(this, {
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [this.repositoryArn],
    });
    return role.allow(this, {
      actions: ['ecr:GetAuthorizationToken'],
      resources: anyResource('a token of ECR is for all registries'),
    });
  }
}
