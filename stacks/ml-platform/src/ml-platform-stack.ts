import type { MlPlatformSettings } from '@egress/configuration';
import { EgressStack, type EgressStackProps } from '@egress/module-foundation';
import type { FunctionRuntime } from '@egress/module-functions';
import {
  Endpoint,
  EndpointConfiguration,
  Model,
  ModelPackageGroup,
  RandomCutForestImage,
} from '@egress/module-ml';
import type { ScheduledStateMachine } from '@egress/module-orchestration';
import type { Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';
import { createFirstModelMetadata } from './first-model-metadata';
import { createModelPromoter } from './model-promoter';
import { createNotebook } from './notebook';
import { allowSageMakerJobs } from './sagemaker-jobs';
import { createTraining } from './training';

export interface MlPlatformStackProps extends EgressStackProps {
  readonly settings: MlPlatformSettings;
  /** Holds the feature vectors. */
  readonly processedData: Bucket;
  /** Takes models, scores and the metadata of the model in service. */
  readonly modelArtifacts: Bucket;
  readonly sageMakerRole: Role;
  readonly modelPromoterRole: Role;
  readonly functionRuntime: FunctionRuntime;
}

/**
 * Trains, registers and hosts the anomaly detector, and a notebook to try things out.
 *
 * Who makes the endpoint: with `settings.model` Terraform does, serving that model; without it the training workflow does,
 * with the first model that it trains, because an account has none when it starts. Either way the endpoint has the same
 * name and alarms, later models reach it through the training workflow alone, and Terraform leaves what it serves alone.
 */
export class MlPlatformStack extends EgressStack {
  readonly modelPackageGroup: ModelPackageGroup;
  /** Undefined where nothing is hosted. Until there is a first model, calls to it find no endpoint. */
  readonly endpoint: Endpoint | undefined;
  readonly training: ScheduledStateMachine;

  constructor(scope: Construct, id: string, props: MlPlatformStackProps) {
    super(scope, id, props);
    const { settings, functionRuntime, sageMakerRole } = props;
    const image = new RandomCutForestImage(this, 'Image');
    allowSageMakerJobs(this, { role: sageMakerRole, image, encryptionKey: functionRuntime.encryptionKey });
    this.modelPackageGroup = new ModelPackageGroup(this, 'ModelPackageGroup', {
      name: 'anomaly-detector',
      description: 'Random Cut Forests that score egress, with the threshold of each',
    });
    const configuration = this.createFirstModel(props, image);
    if (settings.endpoint === 'real-time') {
      this.endpoint = new Endpoint(this, 'Endpoint', {
        name: 'anomaly-detector',
        configuration,
        alertTopic: functionRuntime.alertTopic,
      });
    }
    const { modelPackageGroup, endpoint } = this;
    const promoter = createModelPromoter(this, { ...props, modelPackageGroup, endpoint });
    this.training = createTraining(this, { ...props, image, promoter });
    if (settings.notebook.enabled) createNotebook(this, { ...props, endpoint });
  }

  private createFirstModel(
    props: MlPlatformStackProps,
    image: RandomCutForestImage,
  ): EndpointConfiguration | undefined {
    const { settings, functionRuntime, modelArtifacts, sageMakerRole } = props;
    if (!settings.model) return undefined;
    const model = new Model(this, 'Model', {
      name: 'anomaly-detector',
      image,
      artifacts: modelArtifacts,
      artifactKey: settings.model.artifactKey,
      role: sageMakerRole,
    });
    createFirstModelMetadata(this, { model, threshold: settings.model.threshold, modelArtifacts });
    return new EndpointConfiguration(this, 'EndpointConfiguration', {
      name: 'anomaly-detector',
      model,
      instanceType: settings.endpointInstanceType,
      instanceCount: settings.endpointInstanceCount,
      encryptionKey: functionRuntime.encryptionKey,
    });
  }
}
