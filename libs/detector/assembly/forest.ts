import { boxBytes, setDimensions } from './box';
import { reserve } from './memory';

/** What the trees consist of, in memory as written here. An address of 0 is none. */
@unmanaged
export class Place {
  /** The node above. */
  parent: Node;
}

@unmanaged
export class Leaf extends Place {
  point: Point;
  /** How many sampled points are equal to it, itself included. */
  mass: i32;
}

/** Its box follows: with four dimensions or fewer the two fill a line of the processor's cache. */
@unmanaged
export class Node extends Place {
  /** For coordinates up to the cut. */
  left: Place;
  right: Place;
  /** Where in a point's box the coordinate that is cut stands, in bytes. */
  cutAt: usize;
  cut: f32;
  /** The sum of the box's sides. */
  range: f32;
  /** For vectors, addresses are multiples of 16. */
  unused: i64;
}

/** The point as a box follows. Trees choose largely the same points: each is kept once. */
@unmanaged
export class Point {
  /** While it is free: the next free one. */
  next: Point;
  /** In how many leaves it is. */
  uses: i32;
  /** As in a node. */
  unused: i64;
}

@unmanaged
export class Tree {
  root: Place;
  /** How many sampled points it holds. */
  mass: i32;
  /** Linked by `parent`. */
  freeNodes: Node;
  freeLeaves: Leaf;
  /** Where a walk has come to, and how deep. */
  place: Place;
  depth: i32;
}

const CACHE_LINE: usize = 64;

export let treeCount: i32 = 0;
let firstTree: usize = 0;
let firstLeaf: usize = 0;
let logarithms: usize = 0;

/** Must be called once, before anything else. */
export function create(dimensions: i32, trees: i32, sampleSize: i32): void {
  setDimensions(dimensions);
  treeCount = trees;
  logarithms = reserve(usize(sampleSize + 1) * sizeof<f64>());
  for (let mass = 0; mass <= sampleSize; mass++) {
    store<f64>(logarithms + usize(mass) * sizeof<f64>(), log2(f64(mass + 1)));
  }
  firstTree = reserve(usize(trees) * offsetof<Tree>());
  reserve(0, CACHE_LINE);
  for (let tree = 0; tree < trees; tree++) {
    for (let i = 1; i < sampleSize; i++) {
      giveBackNode(treeAt(tree), changetype<Node>(reserve(offsetof<Node>() + boxBytes)));
    }
  }
  firstLeaf = reserve(0);
  for (let tree = 0; tree < trees; tree++) {
    for (let i = 0; i < sampleSize; i++)
      giveBackLeaf(treeAt(tree), changetype<Leaf>(reserve(offsetof<Leaf>())));
  }
}

/** From the host: AssemblyScript's own would be most of the module. */
declare function log2(x: f64): f64;

/** log2(mass + 1): what scores are multiplied with, so that trees of any size have one scale. */
export function scaleOf(mass: i32): f64 {
  return load<f64>(logarithms + usize(mass) * sizeof<f64>());
}

export function treeAt(index: i32): Tree {
  return changetype<Tree>(firstTree + usize(index) * offsetof<Tree>());
}

export function exists(place: Place): bool {
  return changetype<usize>(place) !== 0;
}

export function isLeaf(place: Place): bool {
  return changetype<usize>(place) >= firstLeaf;
}

/** The box around all points below, as its address. */
export function boxOf(place: Place): usize {
  return isLeaf(place) ? sidesOf(changetype<Leaf>(place).point) : changetype<usize>(place) + offsetof<Node>();
}

export function sidesOf(point: Point): usize {
  return changetype<usize>(point) + offsetof<Point>();
}

export function takeNode(tree: Tree): Node {
  const node = tree.freeNodes;
  tree.freeNodes = node.parent;
  return node;
}

export function giveBackNode(tree: Tree, node: Node): void {
  node.parent = tree.freeNodes;
  tree.freeNodes = node;
}

/** A leaf of one point. */
export function takeLeaf(tree: Tree, point: Point): Leaf {
  const leaf = tree.freeLeaves;
  tree.freeLeaves = changetype<Leaf>(leaf.parent);
  leaf.parent = changetype<Node>(0);
  leaf.mass = 1;
  leaf.point = point;
  point.uses++;
  return leaf;
}

export function giveBackLeaf(tree: Tree, leaf: Leaf): void {
  leaf.parent = changetype<Node>(tree.freeLeaves);
  tree.freeLeaves = leaf;
}

/** Puts `place` where `former` was: below the same node, or at the root. */
export function replacePlace(tree: Tree, former: Place, place: Place): void {
  const parent = former.parent;
  place.parent = parent;
  if (!exists(parent)) tree.root = place;
  else if (parent.left === former) parent.left = place;
  else parent.right = place;
}
