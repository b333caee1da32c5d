import { SagemakerModelPackageGroup } from '@cdktf/provider-aws/lib/sagemaker-model-package-group';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { Role } from '@egress/module-security';
import { Construct } from 'constructs';

export interface ModelPackageGroupProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly description: string;
}

/** Holds the versions of a model in the SageMaker registry, each with its approval and its own metadata. Free of charge. */
export class ModelPackageGroup extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ModelPackageGroupProps) {
    super(scope, id);
    const group = new SagemakerModelPackageGroup(this, 'Resource', {
      modelPackageGroupName: nameOf(this, props.name),
      modelPackageGroupDescription: props.description,
    });
    this.arn = group.arn;
    this.name = group.modelPackageGroupName;
  }

  /** Lets the role do the given actions, such as `sagemaker:CreateModelPackage`, on the group and its versions. */
  grant(role: Role, actions: readonly string[]): void {
    const { account, region } = EgressStack.of(this).deployment;
    const versions = `arn:aws:sagemaker:${region}:${account}:model-package/${this.name}/*`;
    role.allow(this, { actions, resources: [this.arn, versions] });
  }
}
