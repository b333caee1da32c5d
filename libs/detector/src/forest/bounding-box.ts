import { type CutTrees } from './cut-trees';

/** How far the point lies outside the node's box, summed over dimensions; 0 inside. */
export function distanceOutside(trees: CutTrees, node: number, point: Float32Array): number {
  const { boxes, dimensions } = trees;
  let outside = 0;
  for (let d = 0, at = 2 * dimensions * node; d < dimensions; d++, at += 2) {
    const value = point[d] as number;
    const low = boxes[at] as number;
    const high = boxes[at + 1] as number;
    if (value < low) outside += low - value;
    else if (value > high) outside += value - high;
  }
  return outside;
}

/** Makes the node's box hold the point as well. */
export function extendBox(trees: CutTrees, node: number, point: Float32Array): void {
  const { boxes, dimensions } = trees;
  let range = 0;
  for (let d = 0, at = 2 * dimensions * node; d < dimensions; d++, at += 2) {
    const value = point[d] as number;
    if (value < (boxes[at] as number)) boxes[at] = value;
    if (value > (boxes[at + 1] as number)) boxes[at + 1] = value;
    range += (boxes[at + 1] as number) - (boxes[at] as number);
  }
  trees.ranges[node] = range;
}

/** Computes a node's box from its children's. */
export function rebuildBox(trees: CutTrees, node: number): void {
  const { boxes, dimensions, children } = trees;
  const left = children[2 * node] as number;
  const right = children[2 * node + 1] as number;
  const start = 2 * dimensions * node;
  copyBox(trees, left, start);
  let range = 0;
  for (let d = 0; d < dimensions; d++) {
    const at = start + 2 * d;
    boxes[at] = Math.min(boxes[at] as number, boxEdge(trees, right, d, 0));
    boxes[at + 1] = Math.max(boxes[at + 1] as number, boxEdge(trees, right, d, 1));
    range += (boxes[at + 1] as number) - (boxes[at] as number);
  }
  trees.ranges[node] = range;
}

/** Whether the point touches the node's box from inside: without it the box may be smaller. */
export function isOnEdge(trees: CutTrees, node: number, coordinatesAt: number): boolean {
  const { boxes, dimensions } = trees;
  const { coordinates } = trees.points;
  for (let d = 0, at = 2 * dimensions * node; d < dimensions; d++, at += 2) {
    const value = coordinates[coordinatesAt + d] as number;
    if (value <= (boxes[at] as number) || value >= (boxes[at + 1] as number)) return true;
  }
  return false;
}

function copyBox(trees: CutTrees, node: number, to: number): void {
  for (let d = 0; d < trees.dimensions; d++) {
    trees.boxes[to + 2 * d] = boxEdge(trees, node, d, 0);
    trees.boxes[to + 2 * d + 1] = boxEdge(trees, node, d, 1);
  }
}

/** The lowest (`side` 0) or highest (1) coordinate of a node or leaf. */
export function boxEdge(trees: CutTrees, node: number, dimension: number, side: 0 | 1): number {
  const { boxes, dimensions, firstLeaf, leafPoints, points } = trees;
  return node < firstLeaf
    ? (boxes[2 * (dimensions * node + dimension) + side] as number)
    : (points.coordinates[(leafPoints[node - firstLeaf] as number) * dimensions + dimension] as number);
}

/** Distance between a leaf's point and another, summed over dimensions; 0 when they are equal. */
export function distanceFromLeaf(trees: CutTrees, leaf: number, point: Float32Array): number {
  const { dimensions, firstLeaf, leafPoints, points } = trees;
  const at = (leafPoints[leaf - firstLeaf] as number) * dimensions;
  let distance = 0;
  for (let d = 0; d < dimensions; d++) {
    distance += Math.abs((points.coordinates[at + d] as number) - (point[d] as number));
  }
  return distance;
}
