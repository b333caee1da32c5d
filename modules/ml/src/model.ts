import { SagemakerModel } from '@cdktf/provider-aws/lib/sagemaker-model';
import { nameOf, reportProblems } from '@egress/module-foundation';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import type { RandomCutForestImage } from './random-cut-forest-image';

export interface ModelProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly image: RandomCutForestImage;
  /** Holds the trained model. */
  readonly artifacts: Bucket;
  /** Key of the `model.tar.gz` that a training job wrote. */
  readonly artifactKey: string;
  /** Taken on by SageMaker to pull the image and read the artifact. */
  readonly role: Role;
}

/**
 * A trained Random Cut Forest. It stays as first made: SageMaker models cannot be changed, and replacing one in use would
 * leave its endpoint without a model. Later versions are models of their own.
 */
export class Model extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ModelProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.artifactKey,
        isValid: props.artifactKey.endsWith('.tar.gz'),
        message: 'artifactKey must be the key of a model.tar.gz',
      },
    ]);
    const model = new SagemakerModel(this, 'Resource', {
      name: nameOf(this, props.name),
      executionRoleArn: props.role.arn,
      primaryContainer: {
        image: props.image.uri,
        modelDataUrl: `s3://${props.artifacts.name}/${props.artifactKey}`,
      },
      // The container has nothing to say to anyone.
      enableNetworkIsolation: true,
      dependsOn: [props.image.grantPull(props.role)],
      lifecycle: { ignoreChanges: ['primary_container'] },
    });
    this.name = model.name;
  }
}
