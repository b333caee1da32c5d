import { anomalySchema } from '@egress/contracts';
import { z } from 'zod';
import type { DetectorMemory } from './detect-hour';
import { localScorer, type LocalScorer } from './scorer';

const memorySchema = z.object({
  schemaVersion: z.literal(2),
  /** Seconds since 1970: the end of the newest hour that was scored. */
  scoredUntil: z.number().int(),
  distribution: z.object({ counts: z.array(z.number()) }),
  anomalies: z.array(anomalySchema),
  /** Base64. */
  forest: z.string(),
});

/** Everything detection carries from one run to the next. */
export interface Detector {
  readonly scoredUntil: number;
  readonly memory: DetectorMemory;
  readonly scorer: LocalScorer;
}

export function newDetector(): Detector {
  return { scoredUntil: 0, memory: { distribution: { counts: [] }, anomalies: [] }, scorer: localScorer() };
}

/** A detector as text that `detectorOf` reads again. */
export function textOf({ scoredUntil, memory, scorer }: Detector): string {
  const forest = Buffer.from(scorer.serialise()).toString('base64');
  return JSON.stringify({ schemaVersion: 2, scoredUntil, ...memory, forest } satisfies z.input<
    typeof memorySchema
  >);
}

/** Throws where the text is of another version, or not whole. */
export function detectorOf(text: string): Detector {
  const { scoredUntil, distribution, anomalies, forest } = memorySchema.parse(JSON.parse(text));
  return {
    scoredUntil,
    memory: { distribution, anomalies },
    scorer: localScorer(new Uint8Array(Buffer.from(forest, 'base64'))),
  };
}
