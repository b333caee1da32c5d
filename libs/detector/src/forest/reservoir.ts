import { type CompleteForestOptions } from './forest-options';
import { type UniformSource } from './uniform-source';

/**
 * What each tree remembers: a weighted sample without replacement, kept as a heap with the first to be evicted on top.
 * A point's weight is `-timeDecay × time + ln(-ln U)` (Efraimidis & Spirakis with exponential decay, as AWS's
 * CompactSampler): later points weigh less, and the lightest `sampleSize` stay.
 */
export interface Reservoir {
  readonly sampleSize: number;
  readonly timeDecay: number;
  readonly sizes: Int32Array;
  /** Per tree a max-heap of `sampleSize` weights, and the leaf that each belongs to. */
  readonly weights: Float32Array;
  readonly leaves: Int32Array;
  /**
   * Per full tree the -ln U above which a new point is too heavy, or 0 for not known; it grows with time. As -ln U is at
   * least 1 - U, most points are seen to be too heavy without a logarithm.
   */
  readonly limits: Float64Array;
  /** Of limits, per update. */
  readonly growth: number;
}

/** Limits are kept a little high: near them the weights decide, which are rounded. */
const MARGIN = 1.001;

export function createReservoir({ trees, sampleSize, timeDecay }: CompleteForestOptions): Reservoir {
  return {
    sampleSize,
    timeDecay,
    sizes: new Int32Array(trees),
    weights: new Float32Array(trees * sampleSize),
    leaves: new Int32Array(trees * sampleSize),
    limits: new Float64Array(trees),
    growth: Math.exp(timeDecay),
  };
}

/** The weight of a new point in a tree; undefined when the tree is full, and all that it holds weighs less. */
export function drawWeight(
  reservoir: Reservoir,
  tree: number,
  time: number,
  random: UniformSource,
): number | undefined {
  const { limits, timeDecay } = reservoir;
  const uniform = random.unit();
  if (!isFull(reservoir, tree)) return weightOf(uniform, timeDecay * time);
  const most = heaviest(reservoir, tree);
  const limit = (limits[tree] as number) * reservoir.growth || MARGIN * Math.exp(most + timeDecay * time);
  limits[tree] = limit;
  if (1 - uniform > limit) return undefined;
  const weight = weightOf(uniform, timeDecay * time);
  if (weight >= most) return undefined;
  limits[tree] = 0;
  return weight;
}

function weightOf(uniform: number, decay: number): number {
  return Math.fround(Math.log(-Math.log(uniform)) - decay);
}

export function isFull(reservoir: Reservoir, tree: number): boolean {
  return reservoir.sizes[tree] === reservoir.sampleSize;
}

function heaviest(reservoir: Reservoir, tree: number): number {
  return reservoir.weights[tree * reservoir.sampleSize] as number;
}

/** Removes the heaviest point and returns its leaf. The sample must not be empty. */
export function evict(reservoir: Reservoir, tree: number): number {
  const { leaves, weights, sizes } = reservoir;
  const base = tree * reservoir.sampleSize;
  const evicted = leaves[base] as number;
  const size = (sizes[tree] as number) - 1;
  sizes[tree] = size;
  const weight = weights[base + size] as number;
  const leaf = leaves[base + size] as number;
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && (weights[base + child + 1] as number) > (weights[base + child] as number))
      child++;
    if ((weights[base + child] as number) <= weight) break;
    weights[base + at] = weights[base + child] as number;
    leaves[base + at] = leaves[base + child] as number;
    at = child;
  }
  weights[base + at] = weight;
  leaves[base + at] = leaf;
  return evicted;
}

/** Adds a point; the sample must not be full. */
export function admit(reservoir: Reservoir, tree: number, leaf: number, weight: number): void {
  const { leaves, weights, sizes } = reservoir;
  const base = tree * reservoir.sampleSize;
  let at = sizes[tree] as number;
  sizes[tree] = at + 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if ((weights[base + above] as number) >= weight) break;
    weights[base + at] = weights[base + above] as number;
    leaves[base + at] = leaves[base + above] as number;
    at = above;
  }
  weights[base + at] = weight;
  leaves[base + at] = leaf;
}
