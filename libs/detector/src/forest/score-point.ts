import { findLeaf, NONE, treeMass, type CutTrees } from './cut-trees';

/**
 * The score of a point in one tree, AWS's expected inverse depth times log2(mass + 1): about 1 for a usual point, up to
 * log2(mass + 1) for one that the first cut separates. From the leaf upwards it is
 * `p / (depth + 1) + (1 - p) × score below`, where p is the chance that a random cut of the node's box, extended by the
 * point, separates the two. It is done at the first box that holds the point: so do all above.
 *
 * One function, for speed: this is where the time goes. Inside a box in one dimension is inside it in all boxes above, so
 * each box is only asked about the dimensions left.
 */
export function scoreInTree(trees: CutTrees, tree: number, point: Float32Array): number {
  if (trees.roots[tree] === NONE) return 0;
  const { boxes, dimensions, path, ranges, sides } = trees;
  const mass = treeMass(trees, tree);
  const scale = trees.scales[mass] as number;
  let depth = findLeaf(trees, tree, point);
  const leaf = path[depth] as number;
  let left = sidesOffLeaf(trees, leaf, point);
  if (left === 0) return seenScore(depth, trees.masses[leaf] as number, mass) * scale;
  let score = 1 / (depth + 1);
  while (--depth >= 0) {
    const node = path[depth] as number;
    const box = 2 * dimensions * node;
    let twice = 0;
    let kept = 0;
    for (let i = 0; i < left; i++) {
      const d = sides[i] as number;
      const value = point[d] as number;
      const low = boxes[box + 2 * d] as number;
      const high = boxes[box + 2 * d + 1] as number;
      // Twice the distance outside, 0 inside: no condition that the processor would have to guess.
      const distances = Math.abs(value - low) + Math.abs(value - high) - (high - low);
      twice += distances;
      sides[kept] = d;
      kept += Number(distances > 0);
    }
    if (kept === 0) break;
    left = kept;
    const chance = twice / (twice + 2 * (ranges[node] as number));
    score = chance / (depth + 1) + (1 - chance) * score;
  }
  return score * scale;
}

/** The unscaled score of a point that a leaf holds already: lower the more often it was seen. */
export function seenScore(depth: number, leafMass: number, mass: number): number {
  return (1 - leafMass / (2 * mass)) / (depth + Math.log2(leafMass + 1));
}

/** Puts the dimensions in which the point differs from a leaf's into `sides`; returns how many. */
function sidesOffLeaf(trees: CutTrees, leaf: number, point: Float32Array): number {
  const { dimensions, firstLeaf, leafPoints, points, sides } = trees;
  const { coordinates } = points;
  const at = (leafPoints[leaf - firstLeaf] as number) * dimensions;
  let count = 0;
  for (let d = 0; d < dimensions; d++) {
    sides[count] = d;
    count += Number(coordinates[at + d] !== point[d]);
  }
  return count;
}
