import { type CompleteForestOptions } from './forest-options';
import { CUT_TREES_WASM } from './cut-trees.wasm';

/** A node, a leaf or a point of the trees: where it is in their memory; 0 is none. */
export type Address = number;

/**
 * All trees of a forest, in WebAssembly (`assembly/`): its SIMD compares four coordinates at once, and where V8 looks at
 * each access of a typed array, it goes straight to memory. Trees are numbered from 0.
 */
export interface CutTrees {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly create: (dimensions: number, trees: number, sampleSize: number) => void;
  /** A point that no leaf has yet. Its sides are to be written, then it can be scored and inserted. */
  readonly takePoint: () => Address;
  /** What to use for the next point, once all trees have seen this one: the same if none has kept it. */
  readonly nextPoint: (point: Address) => Address;
  /** Where a point's signed sides are: 32-bit floats, per dimension the negative of its coordinate and the coordinate. */
  readonly sidesOf: (point: Address) => Address;
  readonly coordinateOf: (point: Address, dimension: number) => number;
  /** The sum of a point's scores in all trees. */
  readonly score: (point: Address) => number;
  /** What each side of a point adds to that sum: 64-bit floats. */
  readonly attribute: (point: Address, dimensions: number) => Address;
  /** Room for so many points; to be called once. A point takes `queryBytes`: first its sum of scores, as a 64-bit float. */
  readonly reserveQueries: (count: number) => Address;
  readonly queryBytes: () => number;
  /** Scores the first points in that room. */
  readonly scoreMany: (count: number) => void;
  /** Returns the leaf that has the point now. The tree must hold fewer than `sampleSize`. */
  readonly insert: (tree: number, point: Address) => Address;
  /** Takes one sampled point out of a leaf. */
  readonly remove: (tree: number, leaf: Address) => void;
  readonly rootOf: (tree: number) => Address;
  /** The point of a leaf; 0 for a node. */
  readonly pointOf: (place: Address) => Address;
  readonly leftOf: (node: Address) => Address;
  readonly rightOf: (node: Address) => Address;
  readonly cutDimensionOf: (node: Address) => number;
  readonly cutOf: (node: Address) => number;
  /** A leaf in which no sampled point is counted yet. */
  readonly restoreLeaf: (tree: number, point: Address) => Address;
  readonly restoreNode: (
    tree: number,
    cutDimension: number,
    cut: number,
    left: Address,
    right: Address,
  ) => Address;
  readonly restoreRoot: (tree: number, place: Address) => void;
  readonly countPoint: (tree: number, leaf: Address) => void;
}

/** What is used of it: the types of Node.js have none, those of browsers would come with all of the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

let compiled: object | undefined;

/** What nodes may take of a module's 4 GB: as many points take as much again. */
const MOST_BYTES = 2 ** 31;

/** Empty trees, which draw their cuts with `unit`. Throws RangeError when they need more memory than a module can have. */
export function createCutTrees(
  { dimensions, trees, sampleSize }: CompleteForestOptions,
  unit: () => number,
): CutTrees {
  const bytes = trees * sampleSize * (32 + 8 * (dimensions + 3));
  if (bytes > MOST_BYTES) {
    throw new RangeError(
      `The forest needs ${(bytes / 2 ** 30).toFixed(1)} GB for its nodes, more than 2: take fewer dimensions, trees or samples.`,
    );
  }
  compiled ??= new WebAssembly.Module(Buffer.from(CUT_TREES_WASM, 'base64'));
  const imports = { forest: { log2: Math.log2 }, insert: { unit } };
  const cutTrees = new WebAssembly.Instance(compiled, imports).exports as CutTrees;
  cutTrees.create(dimensions, trees, sampleSize);
  return cutTrees;
}
