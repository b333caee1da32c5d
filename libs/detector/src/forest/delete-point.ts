import { isOnEdge, rebuildBox } from './bounding-box';
import { giveBackLeaf, giveBackNode, NONE, replaceNode, type CutTrees } from './cut-trees';
import { releasePoint } from './point-store';

/**
 * Takes one sampled point out of its leaf. A leaf left empty goes, and its sibling takes its parent's place (Guha et
 * al. 2016, algorithm 1): the tree is then distributed as if the point had never been there.
 */
export function deletePoint(trees: CutTrees, tree: number, leaf: number): void {
  const mass = (trees.masses[leaf] as number) - 1;
  trees.masses[leaf] = mass;
  if (mass > 0) {
    for (let node = trees.parents[leaf] as number; node !== NONE; node = trees.parents[node] as number) {
      trees.masses[node] = (trees.masses[node] as number) - 1;
    }
    return;
  }
  const parent = trees.parents[leaf] as number;
  if (parent === NONE) trees.roots[tree] = NONE;
  else removeParent(trees, tree, parent, leaf);
  releasePoint(trees.points, trees.leafPoints[leaf - trees.firstLeaf] as number);
  giveBackLeaf(trees, tree, leaf);
}

function removeParent(trees: CutTrees, tree: number, parent: number, leaf: number): void {
  const left = trees.children[2 * parent] as number;
  const sibling = left === leaf ? (trees.children[2 * parent + 1] as number) : left;
  const grandparent = trees.parents[parent] as number;
  replaceNode(trees, tree, parent, sibling);
  giveBackNode(trees, tree, parent);
  shrinkAncestors(trees, grandparent, leaf);
}

/** A box that the point did not touch stays as it is, and so do all above it. */
function shrinkAncestors(trees: CutTrees, from: number, leaf: number): void {
  const at = (trees.leafPoints[leaf - trees.firstLeaf] as number) * trees.dimensions;
  let mayShrink = true;
  for (let node = from; node !== NONE; node = trees.parents[node] as number) {
    trees.masses[node] = (trees.masses[node] as number) - 1;
    mayShrink &&= isOnEdge(trees, node, at);
    if (mayShrink) rebuildBox(trees, node);
  }
}
