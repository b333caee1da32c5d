import { createHash } from 'node:crypto';
import { REQUEST_TYPES, RESPONSE_TYPES } from '@egress/sagemaker-rcf';
import type { Model } from '../contract';

/** A version for the registry: what runs, and the threshold that belongs to it. */
export function modelPackageOf(model: Model, threshold: number) {
  return {
    ModelPackageDescription: `Random Cut Forest of the training job ${model.name}`,
    InferenceSpecification: {
      Containers: [{ Image: model.image, ModelDataUrl: model.dataUrl }],
      SupportedContentTypes: [...REQUEST_TYPES],
      SupportedResponseMIMETypes: [...RESPONSE_TYPES],
    },
    CustomerMetadataProperties: { modelName: model.name, threshold: String(threshold) },
    // Registering the same model again returns the version that there is. At most 36 characters.
    ClientToken: createHash('sha256').update(model.name).digest('hex').slice(0, 36),
  };
}
