import { enclose, rangeOf } from './box';
import { boxOf, exists, giveBackLeaf, giveBackNode, replacePlace, treeAt, Leaf, Node, Tree } from './forest';
import { giveBackPoint } from './points';

/**
 * Takes one sampled point out of its leaf. A leaf left empty goes, and its sibling takes its parent's place (Guha et
 * al. 2016, algorithm 1): the tree is then distributed as if the point had never been there.
 */
export function remove(index: i32, leaf: Leaf): void {
  const tree = treeAt(index);
  tree.mass--;
  leaf.mass--;
  if (leaf.mass > 0) return;
  if (exists(leaf.parent)) removeParent(tree, leaf.parent, leaf);
  else tree.root = leaf.parent;
  leaf.point.uses--;
  if (leaf.point.uses === 0) giveBackPoint(leaf.point);
  giveBackLeaf(tree, leaf);
}

function removeParent(tree: Tree, parent: Node, leaf: Leaf): void {
  const above = parent.parent;
  replacePlace(tree, parent, parent.left === leaf ? parent.right : parent.left);
  giveBackNode(tree, parent);
  // A box that stays as it is has only such above it.
  for (let node = above; exists(node) && rebuildBox(node);) node = node.parent;
}

/** Computes a node's box from its children's; returns whether it is another now. */
export function rebuildBox(node: Node): bool {
  const changed = enclose(boxOf(node), boxOf(node.left), boxOf(node.right));
  if (changed) node.range = rangeOf(boxOf(node));
  return changed;
}
