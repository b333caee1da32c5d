import path from 'node:path';
import { compileAssembly } from '@egress/assembly';
import fc from 'fast-check';
import { type Address, type CutTrees } from './cut-trees';
import { CUT_TREES_WASM } from './cut-trees.wasm';
import { emptyForest, type ForestState } from './forest-state';
import { RandomCutForest } from './random-cut-forest';
import { uniformSource } from './uniform-source';

const SMALL = { dimensions: 2, trees: 5, sampleSize: 16, outputAfter: 1 };
/** Coordinates from few values, so that equal points and equal coordinates are common. */
const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -1e6, max: 1e6, noNaN: true }));
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 80, size: 'max' });

describe('RandomCutForest', () => {
  it('runs the assembly as it is written', () => {
    const isCurrent = CUT_TREES_WASM === compileAssembly(path.resolve(__dirname, '../..'));
    expect(
      isCurrent || 'npx tsx libs/assembly/write-wasm.ts libs/detector/src/forest/cut-trees.wasm.ts',
    ).toBe(true);
  });

  it('cuts between the two sides, and keeps each sampled point, whatever it learns and forgets', () => {
    fc.assert(
      fc.property(points, fc.integer(), (stream, seed) => {
        const { forest, state } = forestOf({ ...SMALL, seed });
        for (const point of stream) forest.update(point);
        for (let tree = 0; tree < SMALL.trees; tree++) {
          const size = state.reservoir.sizes[tree] as number;
          expect(size).toBe(Math.min(stream.length, SMALL.sampleSize));
          const below = pointsBelow(state.trees, state.trees.rootOf(tree));
          const sampled = new Set(state.reservoir.leaves.slice(tree * SMALL.sampleSize).slice(0, size));
          expect(below).toHaveLength(sampled.size);
        }
      }),
    );
  });

  it('keeps boxes tight and masses right: a copy, which computes them from the points, scores the same', () => {
    fc.assert(
      fc.property(points, points, fc.integer(), (stream, others, seed) => {
        const forest = new RandomCutForest({ ...SMALL, seed });
        for (const point of stream) forest.update(point);
        const copy = RandomCutForest.deserialise(forest.serialise());
        expect(copy.scores([...stream, ...others])).toEqual(forest.scores([...stream, ...others]));
      }),
    );
  });

  it('takes no more memory once its samples are full', () => {
    const { forest, state } = forestOf(SMALL);
    for (let i = 0; i < 100; i++) forest.update([i, 0]);
    const before = state.trees.memory.buffer.byteLength;
    for (let i = 0; i < 5000; i++) forest.update([i, 0]);
    expect(state.trees.memory.buffer.byteLength).toBe(before);
  });

  it('has the tree it had before a point was inserted, once that is deleted', () => {
    fc.assert(
      fc.property(points, fc.tuple(coordinate, coordinate), fc.integer(), (stream, extra, seed) => {
        const { trees, writePoint } = treeOf(stream.slice(0, SMALL.sampleSize - 1), seed);
        const probe = trees.takePoint();
        writePoint(probe, [0.5, -7]);
        const before = [shape(trees, trees.rootOf(0)), trees.score(probe)];
        const point = trees.takePoint();
        writePoint(point, extra);
        const leaf = trees.insert(0, point);
        expect(pointsBelow(trees, trees.rootOf(0))).toContainEqual(
          [...Float32Array.from(extra)].map(positive),
        );
        trees.remove(0, leaf);
        expect([shape(trees, trees.rootOf(0)), trees.score(probe)]).toEqual(before);
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
    const many = Array.from({ length: 20 }, () => gaussianPoints(250, 2)).flat(); // more than a block
    expect([...forest.scores(many)]).toEqual(many.map((point) => forest.score(point)));
    expect([...new RandomCutForest({ dimensions: 2 }).scores([[1, 2]])]).toEqual([0]);
  });

  it('keeps apart numbers as near as 32-bit floats can be, and as far as it takes them', () => {
    const forest = new RandomCutForest({ dimensions: 3, sampleSize: 8, outputAfter: 1 });
    for (const value of [1, 1 + 2 ** -23, -1e33, 1e33, 1e-44, 0]) forest.update([value, value, -value]);
    const [known, unknown] = forest.scores([
      [1e33, 1e33, -1e33],
      [1e33, 1e33, 1e33],
    ]) as unknown as [number, number];
    expect(known).toBeLessThan(unknown);
    expect(unknown).toBeLessThan(Math.log2(9));
    expect(RandomCutForest.deserialise(forest.serialise()).score([2, 0, 0])).toBe(forest.score([2, 0, 0]));
  });

  it('says that a forest is too large for its memory', () => {
    const options = { dimensions: 10_000, trees: 1000, sampleSize: 2048 };
    expect(() => new RandomCutForest(options)).toThrow(/^The forest needs .* GB for its nodes/);
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
      expect(() => forest.scores([[0, value]])).toThrow(RangeError);
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
    const point = state.trees.takePoint();
    state.writePoint(point, values);
    state.trees.insert(0, point);
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

/** The points in a place and below it; fails where a cut does not separate the two sides. */
function pointsBelow(trees: CutTrees, place: Address): number[][] {
  const point = trees.pointOf(place);
  if (point !== 0) return [[0, 1].map((d) => positive(trees.coordinateOf(point, d)))];
  const [left, right] = [trees.leftOf(place), trees.rightOf(place)].map((side) =>
    pointsBelow(trees, side),
  ) as [number[][], number[][]];
  const [dimension, cut] = [trees.cutDimensionOf(place), trees.cutOf(place)];
  expect(left.every((each) => (each[dimension] as number) <= cut)).toBe(true);
  expect(right.every((each) => (each[dimension] as number) > cut)).toBe(true);
  return [...left, ...right];
}

/** Without -0: it is the same point. */
function positive(value: number): number {
  return value + 0;
}

/** Cuts and points of a subtree, without the addresses of its nodes. */
function shape(trees: CutTrees, place: Address): unknown {
  const point = trees.pointOf(place);
  if (point !== 0) return point;
  return [
    trees.cutDimensionOf(place),
    trees.cutOf(place),
    shape(trees, trees.leftOf(place)),
    shape(trees, trees.rightOf(place)),
  ];
}
