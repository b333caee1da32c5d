import { boxEdge, distanceFromLeaf, distanceOutside } from './bounding-box';
import { findLeaf, NONE, treeMass, type CutTrees } from './cut-trees';
import { seenScore } from './score-point';

/** What each dimension adds to a score: by a value above what the forest knows, and by one below. */
export interface Attribution {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/**
 * Adds the parts of a point's score in one tree to `attribution`; their sum is the score. At each node the chance of a
 * separating cut is shared among the dimensions in proportion to how far outside its box the point is in each (AWS's
 * AnomalyAttributionVisitor). The score of a point that the tree holds is shared equally: nothing stands out.
 */
export function attributeInTree(
  trees: CutTrees,
  tree: number,
  point: Float32Array,
  attribution: Attribution,
): void {
  if (trees.roots[tree] === NONE) return;
  const mass = treeMass(trees, tree);
  const scale = trees.scales[mass] as number;
  const leafDepth = findLeaf(trees, tree, point);
  const leaf = trees.path[leafDepth] as number;
  const distance = distanceFromLeaf(trees, leaf, point);
  if (distance === 0) {
    const score = scale * seenScore(leafDepth, trees.masses[leaf] as number, mass);
    shareEqually(attribution, score);
    return;
  }
  let reach = 1; // the chance that no cut above separates the point
  for (let depth = 0; depth < leafDepth; depth++) {
    const node = trees.path[depth] as number;
    const outside = distanceOutside(trees, node, point);
    if (outside === 0) continue;
    const perUnit = reach / (outside + (trees.ranges[node] as number));
    share(trees, node, point, { attribution, perUnit: (scale * perUnit) / (depth + 1) });
    reach -= perUnit * outside;
  }
  share(trees, leaf, point, { attribution, perUnit: (scale * reach) / ((leafDepth + 1) * distance) });
}

function shareEqually({ high, low }: Attribution, score: number): void {
  const part = score / (2 * high.length);
  for (let d = 0; d < high.length; d++) {
    high[d] = (high[d] as number) + part;
    low[d] = (low[d] as number) + part;
  }
}

interface Shares {
  readonly attribution: Attribution;
  /** Score per unit of distance between the point and the box. */
  readonly perUnit: number;
}

function share(trees: CutTrees, node: number, point: Float32Array, { attribution, perUnit }: Shares): void {
  const { high, low } = attribution;
  for (let d = 0; d < trees.dimensions; d++) {
    const value = point[d] as number;
    high[d] = (high[d] as number) + perUnit * Math.max(value - boxEdge(trees, node, d, 1), 0);
    low[d] = (low[d] as number) + perUnit * Math.max(boxEdge(trees, node, d, 0) - value, 0);
  }
}
