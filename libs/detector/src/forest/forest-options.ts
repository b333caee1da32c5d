/** How a forest is built. AWS's names for the same: numberOfTrees, sampleSize, timeDecay, outputAfter, randomSeed. */
export interface ForestOptions {
  /** Numbers per point, at least 1. */
  readonly dimensions: number;
  /** Default 100, as SageMaker's num_trees. */
  readonly trees?: number;
  /** Points each tree remembers, duplicates counted. Default 256, as SageMaker's num_samples_per_tree. */
  readonly sampleSize?: number;
  /** How fast old points are forgotten, per update; 0 never forgets. Default 1 / (10 × sampleSize). */
  readonly timeDecay?: number;
  /** Updates before the first score; until then every score is 0. Default a quarter of sampleSize. */
  readonly outputAfter?: number;
  /** 32-bit integer. The same seed and the same points give the same scores on every machine. Default 0. */
  readonly seed?: number;
}

export type CompleteForestOptions = Required<ForestOptions>;

/** Fills in the defaults. Throws RangeError that names the option out of range. */
export function completeForestOptions(options: ForestOptions): CompleteForestOptions {
  const sampleSize = options.sampleSize ?? 256;
  const complete: CompleteForestOptions = {
    dimensions: options.dimensions,
    trees: options.trees ?? 100,
    sampleSize,
    timeDecay: options.timeDecay ?? 1 / (10 * sampleSize),
    outputAfter: options.outputAfter ?? Math.max(1, Math.floor(sampleSize / 4)),
    seed: options.seed ?? 0,
  };
  requireInteger('dimensions', complete.dimensions, 1, 10_000);
  requireInteger('trees', complete.trees, 1, 1000);
  requireInteger('sampleSize', complete.sampleSize, 2, 2048);
  requireInteger('outputAfter', complete.outputAfter, 1, Number.MAX_SAFE_INTEGER);
  requireInteger('seed', complete.seed, -(2 ** 31), 2 ** 31 - 1);
  if (!(complete.timeDecay >= 0 && complete.timeDecay < 1)) {
    throw new RangeError(`timeDecay must be at least 0 and less than 1, not ${complete.timeDecay}`);
  }
  return complete;
}

function requireInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be an integer from ${least} to ${most}, not ${value}`);
  }
}
