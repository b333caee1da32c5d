import { z } from 'zod';
import { episodeSchema } from './episodes';

const hourOfSeriesSchema = z.object({
  hour: z.string(),
  bytes: z.number(),
  expectedBytes: z.number(),
  /** The most that is still as usual. */
  bandBytes: z.number(),
  usd: z.number(),
});

export const foundAnomalySchema = episodeSchema.extend({
  /** The entity's hours from three days before the onset on; silent ones are left out. */
  series: z.array(hourOfSeriesSchema),
});
export type FoundAnomaly = z.infer<typeof foundAnomalySchema>;

/** What `egress detect --json` prints. */
export const detectionDocumentSchema = z.object({
  schemaVersion: z.literal('1.0'),
  /** The hours that this run scored; null where there was nothing new. */
  window: z.object({ start: z.string(), end: z.string(), hours: z.number().int() }).nullable(),
  /** Entities in hours in which they sent anything and had a baseline. */
  scoredRows: z.number().int(),
  /** The newest: it is learnt from the scores as they come. */
  threshold: z.number(),
  minUsdPerDay: z.number(),
  /** Most dollars per day first. With a state, those of earlier runs too, until they ended 64 days ago. */
  anomalies: z.array(foundAnomalySchema),
});
export type DetectionDocument = z.infer<typeof detectionDocumentSchema>;
