import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelMetadata } from '@egress/contracts';
import type { LocalScorer } from '../scorer';

/**
 * Writes a forest to a file for `egress serve-endpoint --model`, and as `<file>.json` what belongs to it, as model-promoter
 * tells those who score. Throws where the forest has learnt too little to score.
 */
export function writeModel(
  file: string,
  scorer: Pick<LocalScorer, 'isReady' | 'serialise'>,
  { threshold, trainedUntil }: { readonly threshold: number; readonly trainedUntil: string },
): void {
  if (!scorer.isReady()) throw new Error(`${file}: the tables hold too few hours to train a model with`);
  const metadata: ModelMetadata = {
    schemaVersion: 1,
    modelName: path.basename(file),
    threshold,
    inServiceSince: trainedUntil,
  };
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, scorer.serialise());
  writeFileSync(`${file}.json`, `${JSON.stringify(metadata, null, 2)}\n`);
}
