import { type Address } from './cut-trees';
import { type CompleteForestOptions, type ForestOptions } from './forest-options';
import { emptyForest, readForest, writeForest, type ForestState } from './forest-state';
import { admit, drawWeight, evict, isFull } from './reservoir';

/** What each dimension adds to a score: by a value above what the forest knows, and by one below. */
export interface Attribution {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Points scored at a time by `scores`: more make it faster, until the processor's cache is full. */
const BLOCK = 4096;

/**
 * Random Cut Forest (Guha, Mishra, Roy, Schrijvers: Robust Random Cut Forest Based Anomaly Detection on Streams, ICML
 * 2016) with the scores of AWS's open-source library: about 1 for a usual point, up to log2(sampleSize + 1) for the
 * strangest. Coordinates are kept as 32-bit floats, as there.
 *
 * Every method that takes a point throws RangeError when its length is wrong, or a number is none or beyond ±1e33.
 */
export class RandomCutForest {
  private readonly state: ForestState;
  /** The point in hand: where the trees can see it, and keep it. */
  private point: Address;
  /** Room for a block of points; made when first wanted. */
  private queries: Address = 0;

  /** @param state where to go on from; {@link RandomCutForest.deserialise} gives it */
  constructor(options: ForestOptions, state: ForestState = emptyForest(options)) {
    this.state = state;
    this.point = state.trees.takePoint();
  }

  get options(): CompleteForestOptions {
    return this.state.options;
  }

  /** How strange the point is to the forest as it stands; 0 until `outputAfter` updates. */
  score(values: ArrayLike<number>): number {
    this.write(this.point, values);
    return this.isReady() ? this.state.trees.score(this.point) / this.options.trees : 0;
  }

  /** The scores of many points, several times as fast as one by one: each tree, and each of its nodes, is fetched once. */
  scores(points: readonly ArrayLike<number>[]): Float64Array {
    const { trees } = this.state;
    const scores = new Float64Array(points.length);
    const size = trees.queryBytes();
    this.queries ||= trees.reserveQueries(BLOCK);
    for (let from = 0; from < points.length; from += BLOCK) {
      const block = points.slice(from, from + BLOCK);
      block.forEach((values, i) => this.write(this.queries + i * size, values));
      if (!this.isReady()) continue;
      trees.scoreMany(block.length);
      const results = new DataView(trees.memory.buffer, this.queries >>> 0, block.length * size);
      block.forEach((_, i) => (scores[from + i] = results.getFloat64(i * size, true) / this.options.trees));
    }
    return scores;
  }

  /** What each number of the point adds to its score; all parts together are the score. */
  attribution(values: ArrayLike<number>): Attribution {
    this.write(this.point, values);
    const { options, trees } = this.state;
    const high = new Float64Array(options.dimensions);
    const low = new Float64Array(options.dimensions);
    if (!this.isReady()) return { high, low };
    const parts = trees.attribute(this.point, options.dimensions) >>> 0;
    const sums = new Float64Array(trees.memory.buffer, parts, 2 * options.dimensions);
    sums.forEach((sum, side) => ((side % 2 ? high : low)[side >> 1] = sum / options.trees));
    return { high, low };
  }

  /** Learns the point: each tree takes it with the chance that keeps its sample fair, and forgets one for it. */
  update(values: ArrayLike<number>): void {
    this.write(this.point, values);
    const { options, random, reservoir, trees } = this.state;
    const time = this.state.updates++;
    for (let tree = 0; tree < options.trees; tree++) {
      const weight = drawWeight(reservoir, tree, time, random);
      if (weight === undefined) continue;
      if (isFull(reservoir, tree)) trees.remove(tree, evict(reservoir, tree));
      admit(reservoir, tree, trees.insert(tree, this.point), weight);
    }
    this.point = trees.nextPoint(this.point);
  }

  /** The forest in bytes, random numbers to come included. */
  serialise(): Uint8Array {
    return writeForest(this.state);
  }

  /** A forest that goes on exactly as the saved one would. Throws when the bytes are none, or of another version. */
  static deserialise(bytes: Uint8Array): RandomCutForest {
    const state = readForest(bytes);
    return new RandomCutForest(state.options, state);
  }

  private isReady(): boolean {
    return this.state.updates >= this.options.outputAfter;
  }

  private write(point: Address, values: ArrayLike<number>): void {
    const { dimensions } = this.options;
    if (values.length !== dimensions) {
      throw new RangeError(`A point of this forest has ${dimensions} numbers, not ${values.length}.`);
    }
    this.state.writePoint(point, values);
  }
}
