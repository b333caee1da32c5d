import { SagemakerEndpointConfiguration } from '@cdktf/provider-aws/lib/sagemaker-endpoint-configuration';
import { nameOf, reportProblems } from '@egress/module-foundation';
import type { EncryptionKey } from '@egress/module-security';
import { Construct } from 'constructs';
import type { Model } from './model';
import { VARIANT } from './variant';

export interface EndpointConfigurationProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly model: Model;
  /** Such as `ml.t2.medium`. */
  readonly instanceType: string;
  /** @default 1 */
  readonly instanceCount?: number;
  /** Encrypts the volumes of the instances. */
  readonly encryptionKey: EncryptionKey;
}

/** Instances whose own disks encrypt themselves, for which SageMaker refuses a key: names such as `ml.m5d.large`. */
const WITH_LOCAL_DISKS = /^ml\.(\w+d|\w+dn|g4dn|g5|g6|p3dn|p4d|p4de|p5|inf1|inf2|trn1)\./;

/** How a model is hosted. Free of charge, and, like its model, left as first made. */
export class EndpointConfiguration extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: EndpointConfigurationProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.instanceType,
        isValid: props.instanceType.startsWith('ml.'),
        message: 'instanceType must be an instance type of SageMaker such as ml.t2.medium',
      },
      {
        value: props.instanceType,
        isValid: !WITH_LOCAL_DISKS.test(props.instanceType),
        message: 'instanceType must have no disks of its own, because SageMaker takes no key for these',
      },
    ]);
    const configuration = new SagemakerEndpointConfiguration(this, 'Resource', {
      name: nameOf(this, props.name),
      kmsKeyArn: props.encryptionKey.arn,
      productionVariants: [
        {
          variantName: VARIANT,
          modelName: props.model.name,
          instanceType: props.instanceType,
          initialInstanceCount: props.instanceCount ?? 1,
        },
      ],
      lifecycle: { ignoreChanges: ['production_variants'] },
    });
    this.name = configuration.name;
  }
}
