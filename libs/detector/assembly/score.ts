import { distanceOutside } from './box';
import {
  boxOf,
  exists,
  isLeaf,
  Leaf,
  Node,
  Place,
  Point,
  scaleOf,
  sidesOf,
  Tree,
  treeAt,
  treeCount,
} from './forest';
import { reserve } from './memory';

/**
 * The score of a point in all trees together: AWS's expected inverse depth times log2(mass + 1),
 * about 1 for a usual point and up to log2(mass + 1) for one that the first cut separates. From the leaf upwards it is
 * `p / (depth + 1) + (1 - p) × score below`, where p is the chance that a random cut of the node's box, extended by the
 * point, separates the two. It is done at the first box that holds the point: so do all above.
 */
export function score(point: Point): f64 {
  const sides = sidesOf(point);
  descend(sides);
  let sum: f64 = 0;
  for (let i = 0; i < treeCount; i++) {
    const tree = treeAt(i);
    if (exists(tree.root)) sum += climb(tree, sides) * scaleOf(tree.mass);
  }
  return sum;
}

let walking: usize = 0;

/**
 * Walks down all trees by their cuts, a level at a time: a walk waits for memory at each node, but not for the other walks.
 * Leaves each tree's `place` and `depth` at its leaf.
 */
export function descend(point: usize): void {
  if (walking === 0) walking = reserve(usize(treeCount) * sizeof<usize>());
  let end = walking;
  for (let i = 0; i < treeCount; i++) {
    const tree = treeAt(i);
    tree.place = tree.root;
    tree.depth = 0;
    store<Tree>(end, tree);
    end += usize(exists(tree.root) && !isLeaf(tree.root)) * sizeof<usize>();
  }
  for (let depth = 1; end > walking; depth++) {
    let kept = walking;
    for (let at = walking; at < end; at += sizeof<usize>()) {
      const tree = load<Tree>(at);
      const place = childTowards(changetype<Node>(tree.place), point);
      tree.place = place;
      tree.depth = depth;
      store<Tree>(kept, tree);
      kept += usize(!isLeaf(place)) * sizeof<usize>();
    }
    end = kept;
  }
}

/** By an address, not by a condition: the processor cannot guess which way a point goes. */
export function childTowards(node: Node, point: usize): Place {
  const isAbove = usize(load<f32>(point + node.cutAt) > node.cut);
  return load<Place>(changetype<usize>(node) + isAbove * sizeof<usize>(), offsetof<Node>('left'));
}

function climb(tree: Tree, point: usize): f64 {
  const leaf = changetype<Leaf>(tree.place);
  let depth = tree.depth;
  if (distanceOutside(boxOf(leaf), point) === 0) return seenScore(depth, leaf.mass, tree.mass);
  let score: f64 = 1 / f64(depth + 1);
  for (let node = leaf.parent; exists(node); node = node.parent) {
    const outside = distanceOutside(boxOf(node), point);
    if (outside === 0) break;
    score = blend(score, outside, node.range, 1 / f64(depth));
    depth--;
  }
  return score;
}

export function blend(scoreBelow: f64, outside: f64, range: f64, inverseDepth: f64): f64 {
  const chance = outside / (outside + range);
  return chance * inverseDepth + (1 - chance) * scoreBelow;
}

/** The unscaled score of a point that a leaf holds already: lower the more often it was seen. */
export function seenScore(depth: i32, leafMass: i32, treeMass: i32): f64 {
  return (1 - f64(leafMass) / f64(2 * treeMass)) / (f64(depth) + scaleOf(leafMass));
}
