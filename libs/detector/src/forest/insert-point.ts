import { boxEdge, distanceFromLeaf, distanceOutside, extendBox, rebuildBox } from './bounding-box';
import { NONE, replaceNode, takeLeaf, takeNode, type CutTrees } from './cut-trees';
import { retainPoint } from './point-store';
import { type UniformSource } from './uniform-source';

/**
 * Inserts a stored point into a tree and returns its leaf. From the root down, a cut of the box extended by the point
 * is drawn at each node; the first that separates the point from the box becomes its parent (Guha et al. 2016,
 * algorithm 2). Below no such cut the point joins the leaf it is equal to. The tree must have room.
 *
 * @param point the coordinates of `index`
 */
export function insertPoint(
  trees: CutTrees,
  tree: number,
  index: number,
  point: Float32Array,
  random: UniformSource,
): number {
  let node = trees.roots[tree] as number;
  if (node === NONE) {
    trees.roots[tree] = newLeaf(trees, tree, index);
    return trees.roots[tree] as number;
  }
  while (node < trees.firstLeaf) {
    const outside = distanceOutside(trees, node, point);
    if (outside > 0) {
      const draw = random.unit() * (outside + (trees.ranges[node] as number));
      if (draw < outside) return splitAbove(trees, tree, node, { index, point, draw });
      extendBox(trees, node, point);
    }
    trees.masses[node] = (trees.masses[node] as number) + 1;
    const isAbove =
      (point[trees.cutDimensions[node] as number] as number) > (trees.cutValues[node] as number);
    node = trees.children[2 * node + (isAbove ? 1 : 0)] as number;
  }
  const outside = distanceFromLeaf(trees, node, point);
  if (outside > 0) return splitAbove(trees, tree, node, { index, point, draw: random.unit() * outside });
  trees.masses[node] = (trees.masses[node] as number) + 1;
  return node;
}

interface Separation {
  readonly index: number;
  readonly point: Float32Array;
  /** Uniform between 0 and the distance between point and box: where along the gap the cut falls. */
  readonly draw: number;
}

/** Makes a node with the point on one side of its cut and `below`, a node or leaf, on the other. */
function splitAbove(trees: CutTrees, tree: number, below: number, separation: Separation): number {
  const parent = takeNode(trees, tree);
  const leaf = newLeaf(trees, tree, separation.index);
  replaceNode(trees, tree, below, parent);
  trees.parents[below] = parent;
  trees.parents[leaf] = parent;
  const pointIsAbove = placeCut(trees, parent, below, separation);
  trees.children[2 * parent] = pointIsAbove ? below : leaf;
  trees.children[2 * parent + 1] = pointIsAbove ? leaf : below;
  trees.masses[parent] = (trees.masses[below] as number) + 1;
  rebuildBox(trees, parent);
  return leaf;
}

/** Returns whether the point is above the cut. A cut lies in [lower side, upper side): both sides stay apart. */
function placeCut(trees: CutTrees, parent: number, below: number, { point, draw }: Separation): boolean {
  let rest = draw;
  let pointIsAbove = false;
  for (let d = 0; d < trees.dimensions && rest >= 0; d++) {
    const value = point[d] as number;
    const low = boxEdge(trees, below, d, 0);
    const high = boxEdge(trees, below, d, 1);
    if (value >= low && value <= high) continue;
    pointIsAbove = value > high;
    const from = pointIsAbove ? high : value;
    const to = pointIsAbove ? value : low;
    const cut = Math.fround(from + rest);
    trees.cutDimensions[parent] = d;
    trees.cutValues[parent] = cut < to ? cut : from;
    rest -= to - from;
  }
  return pointIsAbove;
}

function newLeaf(trees: CutTrees, tree: number, index: number): number {
  const leaf = takeLeaf(trees, tree);
  trees.leafPoints[leaf - trees.firstLeaf] = index;
  trees.masses[leaf] = 1;
  trees.parents[leaf] = NONE;
  retainPoint(trees.points, index);
  return leaf;
}
