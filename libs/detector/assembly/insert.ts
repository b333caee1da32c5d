import { boxBytes, distanceOutside, enclose, rangeOf } from './box';
import {
  boxOf,
  exists,
  isLeaf,
  replacePlace,
  sidesOf,
  takeLeaf,
  takeNode,
  treeAt,
  Leaf,
  Node,
  Place,
  Point,
  Tree,
} from './forest';
import { childTowards } from './score';

/** From the host: uniform in (0, 1). */
declare function unit(): f64;

/**
 * Inserts a point into a tree and returns its leaf. From the root down, a cut of the box extended by the point is drawn at
 * each node; the first that separates the point from the box becomes its parent (Guha et al. 2016, algorithm 2). Below no
 * such cut the point joins the leaf it is equal to. The tree must have room.
 */
export function insert(index: i32, point: Point): Leaf {
  const tree = treeAt(index);
  tree.mass++;
  const sides = sidesOf(point);
  let place = tree.root;
  if (!exists(place)) {
    const leaf = takeLeaf(tree, point);
    tree.root = leaf;
    return leaf;
  }
  while (!isLeaf(place)) {
    const node = changetype<Node>(place);
    const outside: f64 = distanceOutside(boxOf(node), sides);
    if (outside > 0) {
      const draw = unit() * (outside + f64(node.range));
      if (draw < outside) return splitAbove(tree, node, point, draw);
      growBox(node, boxOf(node), sides);
    }
    place = childTowards(node, sides);
  }
  const outside: f64 = distanceOutside(boxOf(place), sides);
  if (outside > 0) return splitAbove(tree, place, point, unit() * outside);
  const leaf = changetype<Leaf>(place);
  leaf.mass++;
  return leaf;
}

/**
 * Makes a node with the point on one side of its cut and `below` on the other.
 *
 * @param draw uniform between 0 and the distance between point and box: where along the gap the cut falls
 */
function splitAbove(tree: Tree, below: Place, point: Point, draw: f64): Leaf {
  const parent = takeNode(tree);
  const leaf = takeLeaf(tree, point);
  replacePlace(tree, below, parent);
  below.parent = parent;
  leaf.parent = parent;
  const isAbove = placeCut(parent, boxOf(below), sidesOf(point), draw);
  parent.left = isAbove ? below : leaf;
  parent.right = isAbove ? leaf : below;
  growBox(parent, boxOf(below), sidesOf(point));
  return leaf;
}

/** Returns whether the point is above the cut. A cut lies in [lower side, upper side): both sides stay apart. */
function placeCut(parent: Node, box: usize, point: usize, draw: f64): bool {
  let isAbove = false;
  for (let at: usize = 0; at < boxBytes && draw >= 0; at += sizeof<f32>()) {
    const side = load<f32>(box + at);
    const pointSide = load<f32>(point + at);
    if (pointSide <= side) continue;
    isAbove = (at & sizeof<f32>()) !== 0;
    const from = isAbove ? side : -pointSide;
    const to = isAbove ? pointSide : -side;
    const cut = f32(f64(from) + draw);
    parent.cutAt = at | sizeof<f32>();
    parent.cut = cut < to ? cut : from;
    draw -= f64(to) - f64(from);
  }
  return isAbove;
}

function growBox(node: Node, box: usize, point: usize): void {
  enclose(boxOf(node), box, point);
  node.range = rangeOf(boxOf(node));
}
