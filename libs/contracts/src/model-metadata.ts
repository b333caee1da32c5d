import { z } from 'zod';

/** What model-promoter leaves in the bucket of models about the one in service, for those who score with it. */
export const modelMetadataSchema = z.object({
  schemaVersion: z.literal(1),
  modelName: z.string(),
  /** Scores above it are anomalous. */
  threshold: z.number(),
  /** ISO time at which it came into service. */
  inServiceSince: z.string(),
});
export type ModelMetadata = z.infer<typeof modelMetadataSchema>;

/** Where it is in the bucket of models. */
export const MODEL_METADATA_KEY = 'models/in-service.json';
