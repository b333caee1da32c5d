import fc from 'fast-check';
import { distanceOutside } from './bounding-box';
import { NONE, treeMass, type CutTrees } from './cut-trees';
import { deletePoint } from './delete-point';
import { emptyForest, type ForestState } from './forest-state';
import { insertPoint } from './insert-point';
import { addPoint } from './point-store';
import { RandomCutForest } from './random-cut-forest';
import { uniformSource } from './uniform-source';

const SMALL = { dimensions: 2, trees: 5, sampleSize: 16, outputAfter: 1 };
/** Coordinates from few values, so that equal points and equal coordinates are common; no -0, which is 0 but not equal. */
const coordinate = fc
  .oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -1e6, max: 1e6, noNaN: true }))
  .map((value) => value + 0);
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 80 });

describe('RandomCutForest', () => {
  it('keeps boxes tight, cuts between the two sides, and masses right, whatever it learns and forgets', () => {
    fc.assert(
      fc.property(points, fc.integer(), (stream, seed) => {
        const { forest, state } = forestOf({ ...SMALL, seed });
        for (const point of stream) forest.update(point);
        for (let tree = 0; tree < SMALL.trees; tree++) {
          expect(treeMass(state.trees, tree)).toBe(Math.min(stream.length, SMALL.sampleSize));
          checkNode(state.trees, state.trees.roots[tree] as number, NONE);
        }
      }),
    );
  });

  it('frees a point when the last tree forgets it', () => {
    const { forest, state } = forestOf(SMALL);
    for (let i = 0; i < 2000; i++) forest.update([i, 0]);
    const { free, freeCount, uses } = state.trees.points;
    const used = uses.filter((count) => count > 0).length;
    expect(used).toBeLessThanOrEqual(SMALL.trees * SMALL.sampleSize);
    expect(used + new Set(free.slice(0, freeCount)).size).toBe(uses.length);
  });

  it('has the tree it had before a point was inserted, once that is deleted', () => {
    fc.assert(
      fc.property(points, fc.tuple(coordinate, coordinate), fc.integer(), (stream, extra, seed) => {
        const { trees } = treeOf(stream.slice(0, SMALL.sampleSize - 1), seed);
        const before = shape(trees, trees.roots[0] as number);
        const point = Float32Array.from(extra);
        const leaf = insertPoint(trees, 0, addPoint(trees.points, point), point, uniformSource(seed + 1));
        expect(treeMass(trees, 0)).toBe(Math.min(stream.length, SMALL.sampleSize - 1) + 1);
        deletePoint(trees, 0, leaf);
        expect(shape(trees, trees.roots[0] as number)).toEqual(before);
      }),
    );
  });

  it('gives the same scores for the same seed, and others for another', () => {
    const run = (seed: number) => {
      const forest = new RandomCutForest({ ...SMALL, seed });
      return gaussianPoints(200, 2).map((point) => learn(forest, point));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('goes on after saving and loading exactly as it would have', () => {
    fc.assert(
      fc.property(points, points, fc.integer(), (first, second, seed) => {
        const forest = new RandomCutForest({ ...SMALL, seed });
        for (const point of first) forest.update(point);
        const copy = RandomCutForest.deserialise(forest.serialise());
        expect(copy.options).toEqual(forest.options);
        for (const point of second) expect(learn(copy, point)).toBe(learn(forest, point));
        expect(copy.serialise()).toEqual(forest.serialise());
      }),
      { numRuns: 30 },
    );
  });

  it('refuses bytes that are not a whole forest', () => {
    const forest = new RandomCutForest(SMALL);
    forest.update([1, 2]);
    const bytes = forest.serialise();
    expect(() => RandomCutForest.deserialise(bytes.slice(0, -1))).toThrow(/damaged/);
    expect(() => RandomCutForest.deserialise(Uint8Array.of(...bytes, 0))).toThrow(/damaged/);
    expect(() => RandomCutForest.deserialise(bytes.slice(1))).toThrow(/not a forest/);
    expect(() => RandomCutForest.deserialise(new Uint8Array())).toThrow(/not a forest/);
  });

  it('attributes the whole score, and an outlier to the dimension and direction it lies in', () => {
    const forest = new RandomCutForest({ dimensions: 3, trees: 50 });
    for (const point of gaussianPoints(500, 3)) forest.update(point);
    for (const point of [...gaussianPoints(20, 3), [0, 12, 0], [0, 0, -12]]) {
      const { high, low } = forest.attribution(point);
      expect([...high, ...low].reduce((sum, part) => sum + part)).toBeCloseTo(forest.score(point), 9);
    }
    expect(forest.attribution([0, 12, 0]).high[1]).toBeGreaterThan(0.9 * forest.score([0, 12, 0]));
    expect(forest.attribution([0, 0, -12]).low[2]).toBeGreaterThan(0.9 * forest.score([0, 0, -12]));
  });

  it('scores many points as it scores each', () => {
    const forest = new RandomCutForest({ dimensions: 2 });
    const stream = gaussianPoints(300, 2);
    for (const point of stream) forest.update(point);
    expect([...forest.scores(stream)]).toEqual(stream.map((point) => forest.score(point)));
  });

  it('scores an outlier far above a usual point, and a constant at a half', () => {
    const forest = new RandomCutForest({ dimensions: 2 });
    for (const point of gaussianPoints(1000, 2)) forest.update(point);
    expect(forest.score([0, 0])).toBeLessThan(1);
    expect(forest.score([50, 50])).toBeGreaterThan(6);
    const constant = new RandomCutForest({ dimensions: 1 });
    for (let i = 0; i < 500; i++) constant.update([45]);
    expect(constant.score([45])).toBeCloseTo(0.5, 9);
    expect(constant.score([46])).toBeCloseTo(Math.log2(257), 9);
  });

  it('forgets: what was strange becomes usual when it stays', () => {
    const forest = new RandomCutForest({ dimensions: 1, timeDecay: 0.01 });
    for (const [value] of gaussianPoints(500, 1)) forest.update([value as number]);
    const first = forest.score([30]);
    for (const [value] of gaussianPoints(1000, 1)) forest.update([30 + (value as number)]);
    expect(first).toBeGreaterThan(5);
    expect(forest.score([30])).toBeLessThan(1.2);
  });

  it('scores 0 until it has seen enough', () => {
    const forest = new RandomCutForest({ dimensions: 1, outputAfter: 3 });
    expect([1, 2, 3, 4].map((value) => learn(forest, [value]) > 0)).toEqual([false, false, false, true]);
  });

  it('refuses a number that is none, a point of another length, and options out of range', () => {
    const forest = new RandomCutForest({ dimensions: 2 });
    for (const value of [NaN, Infinity, 1e39]) {
      expect(() => forest.update([0, value])).toThrow(/^Number 2 of the point is/);
      expect(() => forest.score([0, value])).toThrow(RangeError);
    }
    expect(() => forest.update([1])).toThrow('A point of this forest has 2 numbers, not 1.');
    expect(() => new RandomCutForest({ dimensions: 0 })).toThrow(/^dimensions must be an integer from 1/);
    expect(() => new RandomCutForest({ dimensions: 1, timeDecay: -1 })).toThrow(/^timeDecay/);
  });
});

function forestOf(options: typeof SMALL & { seed?: number }): {
  forest: RandomCutForest;
  state: ForestState;
} {
  const state = emptyForest(options);
  return { forest: new RandomCutForest(options, state), state };
}

function treeOf(stream: readonly (readonly number[])[], seed: number): ForestState {
  const state = emptyForest({ ...SMALL, seed });
  for (const values of stream) {
    const point = Float32Array.from(values);
    insertPoint(state.trees, 0, addPoint(state.trees.points, point), point, state.random);
  }
  return state;
}

function learn(forest: RandomCutForest, point: readonly number[]): number {
  const score = forest.score(point);
  forest.update(point);
  return score;
}

/** Standard normal numbers by Box and Muller. */
function gaussianPoints(count: number, dimensions: number): number[][] {
  const { unit } = uniformSource(1);
  const gaussian = () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, gaussian));
}

/** Checks a node and all below; returns the points below. */
function checkNode(trees: CutTrees, node: number, parent: number): Float32Array[] {
  expect(trees.parents[node]).toBe(parent);
  if (node >= trees.firstLeaf) {
    const at = (trees.leafPoints[node - trees.firstLeaf] as number) * trees.dimensions;
    return [trees.points.coordinates.slice(at, at + trees.dimensions)];
  }
  const [left, right] = [0, 1].map((side) => trees.children[2 * node + side] as number) as [number, number];
  const below = [checkNode(trees, left, node), checkNode(trees, right, node)] as const;
  const [dimension, cut] = [trees.cutDimensions[node] as number, trees.cutValues[node] as number];
  expect(below[0].every((point) => (point[dimension] as number) <= cut)).toBe(true);
  expect(below[1].every((point) => (point[dimension] as number) > cut)).toBe(true);
  expect(trees.masses[node]).toBe((trees.masses[left] as number) + (trees.masses[right] as number));
  const all = below.flat();
  expect(all.every((point) => distanceOutside(trees, node, point) === 0)).toBe(true);
  for (let d = 0; d < trees.dimensions; d++) {
    const values = all.map((point) => point[d] as number);
    const at = 2 * (trees.dimensions * node + d);
    expect([...trees.boxes.slice(at, at + 2)]).toEqual([Math.min(...values), Math.max(...values)]);
  }
  return all;
}

/** Everything that a subtree is, without the numbers of its nodes. */
function shape(trees: CutTrees, node: number): unknown {
  if (node >= trees.firstLeaf) return [trees.leafPoints[node - trees.firstLeaf], trees.masses[node]];
  const at = 2 * trees.dimensions * node;
  return {
    cut: [trees.cutDimensions[node], trees.cutValues[node]],
    mass: trees.masses[node],
    box: [...trees.boxes.slice(at, at + 2 * trees.dimensions)],
    range: trees.ranges[node],
    below: [0, 1].map((side) => shape(trees, trees.children[2 * node + side] as number)),
  };
}
