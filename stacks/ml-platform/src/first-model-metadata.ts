import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { MODEL_METADATA_KEY, type ModelMetadata } from '@egress/contracts';
import type { Model } from '@egress/module-ml';
import type { Bucket } from '@egress/module-storage';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';

interface FirstModel {
  readonly model: Model;
  readonly threshold: number;
  readonly modelArtifacts: Bucket;
}

/** Tells those who score which threshold the first model has. From the next model on the promoter writes it. */
export function createFirstModelMetadata(
  scope: Construct,
  { model, threshold, modelArtifacts }: FirstModel,
): void {
  const metadata: ModelMetadata = {
    schemaVersion: 1,
    modelName: model.name,
    threshold,
    inServiceSince: Fn.plantimestamp(),
  };
  new S3Object(scope, 'ModelMetadata', {
    bucket: modelArtifacts.name,
    key: MODEL_METADATA_KEY,
    content: JSON.stringify(metadata),
    contentType: 'application/json',
    lifecycle: { ignoreChanges: ['content'] },
  });
}
