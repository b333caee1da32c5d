import { attributeInTree, type Attribution } from './attribute-score';
import { NONE } from './cut-trees';
import { deletePoint } from './delete-point';
import { type CompleteForestOptions, type ForestOptions } from './forest-options';
import { emptyForest, readForest, writeForest, type ForestState } from './forest-state';
import { insertPoint } from './insert-point';
import { addPoint, releaseIfUnused } from './point-store';
import { admit, drawWeight, evict, heaviest, isFull } from './reservoir';
import { scoreInTree } from './score-point';

/**
 * Random Cut Forest (Guha, Mishra, Roy, Schrijvers: Robust Random Cut Forest Based Anomaly Detection on Streams, ICML
 * 2016) with the scores of AWS's open-source library: about 1 for a usual point, up to log2(sampleSize + 1) for the
 * strangest. Coordinates are kept as 32-bit floats, as there.
 *
 * Every method that takes a point throws RangeError when its length is wrong or a number is not finite.
 */
export class RandomCutForest {
  private readonly state: ForestState;
  /** The point in hand, as the forest keeps it: reused, so that a score allocates nothing. */
  private readonly point: Float32Array;

  /** @param state where to go on from; {@link RandomCutForest.deserialise} gives it */
  constructor(options: ForestOptions, state: ForestState = emptyForest(options)) {
    this.state = state;
    this.point = new Float32Array(state.options.dimensions);
  }

  get options(): CompleteForestOptions {
    return this.state.options;
  }

  /** How strange the point is to the forest as it stands; 0 until `outputAfter` updates. */
  score(values: ArrayLike<number>): number {
    const point = this.take(values);
    if (!this.isReady()) return 0;
    let sum = 0;
    for (let tree = 0; tree < this.options.trees; tree++) sum += scoreInTree(this.state.trees, tree, point);
    return sum / this.options.trees;
  }

  /** The scores of many points, about half again as fast as one by one: each tree is fetched once. */
  scores(points: readonly ArrayLike<number>[]): Float64Array {
    const accepted = points.map((values) => Float32Array.from(this.take(values)));
    const scores = new Float64Array(points.length);
    if (!this.isReady()) return scores;
    for (let tree = 0; tree < this.options.trees; tree++) {
      for (let i = 0; i < accepted.length; i++) {
        scores[i] = (scores[i] as number) + scoreInTree(this.state.trees, tree, accepted[i] as Float32Array);
      }
    }
    return scores.map((sum) => sum / this.options.trees);
  }

  /** What each number of the point adds to its score; all parts together are the score. */
  attribution(values: ArrayLike<number>): Attribution {
    const point = this.take(values);
    const { dimensions, trees } = this.options;
    const sum: Attribution = { high: new Float64Array(dimensions), low: new Float64Array(dimensions) };
    if (!this.isReady()) return sum;
    for (let tree = 0; tree < trees; tree++) attributeInTree(this.state.trees, tree, point, sum);
    return { high: sum.high.map((part) => part / trees), low: sum.low.map((part) => part / trees) };
  }

  /** Learns the point: each tree takes it with the chance that keeps its sample fair, and forgets one for it. */
  update(values: ArrayLike<number>): void {
    const point = this.take(values);
    const { options, random, reservoir, trees } = this.state;
    const time = this.state.updates++;
    let index = NONE;
    for (let tree = 0; tree < options.trees; tree++) {
      const weight = drawWeight(reservoir, time, random);
      if (isFull(reservoir, tree)) {
        if (weight >= heaviest(reservoir, tree)) continue;
        deletePoint(trees, tree, evict(reservoir, tree));
      }
      if (index === NONE) index = addPoint(trees.points, point);
      admit(reservoir, tree, insertPoint(trees, tree, index, point, random), weight);
    }
    if (index !== NONE) releaseIfUnused(trees.points, index);
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

  private take(values: ArrayLike<number>): Float32Array {
    const { point } = this;
    if (values.length !== point.length) {
      throw new RangeError(`A point of this forest has ${point.length} numbers, not ${values.length}.`);
    }
    for (let d = 0; d < point.length; d++) {
      const value = Math.fround(values[d] as number);
      if (!Number.isFinite(value)) throw new RangeError(`Number ${d + 1} of the point is ${values[d]}.`);
      point[d] = value;
    }
    return point;
  }
}
