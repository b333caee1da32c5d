/** What it takes to write trees down and to build them again. */
import { isLeaf, Leaf, Node, Place, Point, sidesOf, takeLeaf, takeNode, treeAt } from './forest';
import { rebuildBox } from './remove';

export function rootOf(tree: i32): Place {
  return treeAt(tree).root;
}

/** The point of a leaf; none, which is 0, for a node. */
export function pointOf(place: Place): Point {
  return isLeaf(place) ? changetype<Leaf>(place).point : changetype<Point>(0);
}

export function leftOf(node: Node): Place {
  return node.left;
}

export function rightOf(node: Node): Place {
  return node.right;
}

export function cutDimensionOf(node: Node): i32 {
  return i32(node.cutAt) >> 3;
}

export function cutOf(node: Node): f32 {
  return node.cut;
}

export function coordinateOf(point: Point, dimension: i32): f32 {
  return load<f32>(sidesOf(point) + coordinateAt(dimension));
}

/** A leaf in which no sampled point is counted yet. */
export function restoreLeaf(tree: i32, point: Point): Leaf {
  const leaf = takeLeaf(treeAt(tree), point);
  leaf.mass = 0;
  return leaf;
}

/** A node above two places that are restored already. */
export function restoreNode(tree: i32, cutDimension: i32, cut: f32, left: Place, right: Place): Node {
  const node = takeNode(treeAt(tree));
  node.parent = changetype<Node>(0);
  node.cutAt = coordinateAt(cutDimension);
  node.cut = cut;
  node.left = left;
  node.right = right;
  left.parent = node;
  right.parent = node;
  rebuildBox(node);
  return node;
}

export function restoreRoot(tree: i32, place: Place): void {
  treeAt(tree).root = place;
}

/** Counts a sampled point. */
export function countPoint(tree: i32, leaf: Leaf): void {
  treeAt(tree).mass++;
  leaf.mass++;
}

/** Where in a point's sides its coordinate is: after its negative. */
function coordinateAt(dimension: i32): usize {
  return usize(2 * dimension + 1) * sizeof<f32>();
}
