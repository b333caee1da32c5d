import { type CompleteForestOptions } from './forest-options';
import { createPointStore, type PointStore } from './point-store';

/**
 * All trees of a forest in flat arrays. Inner nodes are numbered from 0 (`sampleSize - 1` for each tree), leaves from
 * `firstLeaf` (`sampleSize` for each tree): a number says which of the two it is, and in which tree.
 */
export interface CutTrees {
  readonly dimensions: number;
  readonly sampleSize: number;
  readonly firstLeaf: number;
  readonly points: PointStore;
  /** Per tree: its topmost node, or NONE. */
  readonly roots: Int32Array;
  /** Per node and leaf: the inner node above, or NONE. */
  readonly parents: Int32Array;
  /** Per node and leaf: how many sampled points are below; equal points share a leaf and count each. */
  readonly masses: Int32Array;
  /** Per inner node: the child for coordinates up to the cut, then the child for those above it. */
  readonly children: Int32Array;
  readonly cutDimensions: Int32Array;
  readonly cutValues: Float32Array;
  /** Per inner node and dimension: the lowest coordinate below it, then the highest. */
  readonly boxes: Float32Array;
  /** Per inner node: the sum of its box's sides. */
  readonly ranges: Float64Array;
  /** Per leaf: its point's number in `points`. */
  readonly leafPoints: Int32Array;
  /** Per tree: its free inner nodes, and its free leaves, as stacks. */
  readonly freeNodes: Int32Array;
  readonly freeNodeCounts: Int32Array;
  readonly freeLeaves: Int32Array;
  readonly freeLeafCounts: Int32Array;
  /** log2(mass + 1) by mass: what scores are multiplied with, so that trees of any size have one scale. */
  readonly scales: Float64Array;
  /** Room for a walk, so that none allocates: the nodes from the root to a leaf. */
  readonly path: Int32Array;
  /** Room for a walk: the dimensions in which the point is still outside. */
  readonly sides: Int32Array;
}

export const NONE = -1;

export function createCutTrees(options: CompleteForestOptions): CutTrees {
  const { dimensions, sampleSize, trees } = options;
  const nodes = trees * (sampleSize - 1);
  const leaves = trees * sampleSize;
  return {
    dimensions,
    sampleSize,
    firstLeaf: nodes,
    points: createPointStore(dimensions),
    roots: new Int32Array(trees).fill(NONE),
    parents: new Int32Array(nodes + leaves).fill(NONE),
    masses: new Int32Array(nodes + leaves),
    children: new Int32Array(2 * nodes),
    cutDimensions: new Int32Array(nodes),
    cutValues: new Float32Array(nodes),
    boxes: new Float32Array(2 * dimensions * nodes),
    ranges: new Float64Array(nodes),
    leafPoints: new Int32Array(leaves),
    freeNodes: countDown(trees, sampleSize - 1, 0),
    freeNodeCounts: new Int32Array(trees).fill(sampleSize - 1),
    freeLeaves: countDown(trees, sampleSize, nodes),
    freeLeafCounts: new Int32Array(trees).fill(sampleSize),
    scales: Float64Array.from({ length: sampleSize + 1 }, (_, mass) => Math.log2(mass + 1)),
    path: new Int32Array(sampleSize),
    sides: new Int32Array(dimensions),
  };
}

/** Walks a non-empty tree by its cuts. Leaves the nodes passed in `path`, the leaf last; returns the leaf's depth. */
export function findLeaf(trees: CutTrees, tree: number, point: Float32Array): number {
  const { children, cutDimensions, cutValues, firstLeaf, path } = trees;
  let depth = 0;
  let node = trees.roots[tree] as number;
  while (node < firstLeaf) {
    path[depth++] = node;
    // As a number, not a condition: the processor cannot guess which way a point goes.
    const isAbove = Number((point[cutDimensions[node] as number] as number) > (cutValues[node] as number));
    node = children[2 * node + isAbove] as number;
  }
  path[depth] = node;
  return depth;
}

export function takeNode(trees: CutTrees, tree: number): number {
  const count = (trees.freeNodeCounts[tree] as number) - 1;
  trees.freeNodeCounts[tree] = count;
  return trees.freeNodes[tree * (trees.sampleSize - 1) + count] as number;
}

export function takeLeaf(trees: CutTrees, tree: number): number {
  const count = (trees.freeLeafCounts[tree] as number) - 1;
  trees.freeLeafCounts[tree] = count;
  return trees.freeLeaves[tree * trees.sampleSize + count] as number;
}

export function giveBackNode(trees: CutTrees, tree: number, node: number): void {
  const count = trees.freeNodeCounts[tree] as number;
  trees.freeNodes[tree * (trees.sampleSize - 1) + count] = node;
  trees.freeNodeCounts[tree] = count + 1;
}

export function giveBackLeaf(trees: CutTrees, tree: number, leaf: number): void {
  const count = trees.freeLeafCounts[tree] as number;
  trees.freeLeaves[tree * trees.sampleSize + count] = leaf;
  trees.freeLeafCounts[tree] = count + 1;
}

/** Sampled points in a tree. */
export function treeMass(trees: CutTrees, tree: number): number {
  const root = trees.roots[tree] as number;
  return root === NONE ? 0 : (trees.masses[root] as number);
}

/** Puts `child` where `former` was: below the same parent, or at the root. */
export function replaceNode(trees: CutTrees, tree: number, former: number, child: number): void {
  const parent = trees.parents[former] as number;
  trees.parents[child] = parent;
  if (parent === NONE) trees.roots[tree] = child;
  else trees.children[2 * parent + (trees.children[2 * parent] === former ? 0 : 1)] = child;
}

function countDown(trees: number, perTree: number, first: number): Int32Array {
  return Int32Array.from({ length: trees * perTree }, (_, index) => {
    const tree = Math.floor(index / perTree);
    return first + tree * perTree + (perTree - 1 - (index % perTree));
  });
}
