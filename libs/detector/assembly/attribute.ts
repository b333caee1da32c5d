import { boxBytes, distanceOutside } from './box';
import { boxOf, exists, Leaf, Point, scaleOf, sidesOf, Tree, treeAt, treeCount } from './forest';
import { reserve } from './memory';
import { descend, seenScore } from './score';

let parts: usize = 0;
let sums: usize = 0;

/**
 * What each side of the point adds to its score, as 64-bit floats at the address returned. At each node the chance of a
 * separating cut is shared among the sides in proportion to how far outside its box they are (AWS's
 * AnomalyAttributionVisitor). The score of a point that the tree holds is shared equally: nothing stands out.
 */
export function attribute(point: Point, dimensions: i32): usize {
  const sides = sidesOf(point);
  if (sums === 0) {
    parts = reserve(2 * boxBytes);
    sums = reserve(2 * boxBytes);
  }
  descend(sides);
  memory.fill(sums, 0, 2 * boxBytes);
  for (let i = 0; i < treeCount; i++) {
    const tree = treeAt(i);
    if (!exists(tree.root)) continue;
    attributeInTree(tree, sides, dimensions);
    const scale = scaleOf(tree.mass);
    for (let at: usize = 0; at < 2 * boxBytes; at += sizeof<f64>()) {
      store<f64>(sums + at, load<f64>(sums + at) + scale * load<f64>(parts + at));
    }
  }
  return sums;
}

/** As the score of one tree, from the leaf upwards, with each part of the score below. */
function attributeInTree(tree: Tree, point: usize, dimensions: i32): void {
  memory.fill(parts, 0, 2 * boxBytes);
  const leaf = changetype<Leaf>(tree.place);
  let depth = tree.depth;
  const distance: f64 = distanceOutside(boxOf(leaf), point);
  if (distance === 0) {
    const part = seenScore(depth, leaf.mass, tree.mass) / f64(2 * dimensions);
    for (let side = 0; side < 2 * dimensions; side++) store<f64>(parts + usize(side) * sizeof<f64>(), part);
    return;
  }
  share(boxOf(leaf), point, 1, depth);
  for (let node = leaf.parent; exists(node); node = node.parent) {
    const outside: f64 = distanceOutside(boxOf(node), point);
    if (outside === 0) return;
    share(boxOf(node), point, outside / (outside + node.range), --depth);
  }
}

/** Gives the sides outside the box the score of a separation at this depth, and leaves the parts below the rest. */
function share(box: usize, point: usize, chance: f64, depth: i32): void {
  let total: f64 = 0;
  for (let at: usize = 0; at < boxBytes; at += sizeof<f32>()) total += excess(box, point, at);
  const perUnit = chance / (total * f64(depth + 1));
  for (let at: usize = 0; at < boxBytes; at += sizeof<f32>()) {
    const part = parts + 2 * at;
    store<f64>(part, (1 - chance) * load<f64>(part) + perUnit * excess(box, point, at));
  }
}

function excess(box: usize, point: usize, at: usize): f64 {
  return max(f64(load<f32>(point + at)) - f64(load<f32>(box + at)), 0);
}
