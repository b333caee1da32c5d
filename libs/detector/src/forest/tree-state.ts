import { rebuildBox } from './bounding-box';
import { type ByteReader, type ByteWriter } from './byte-stream';
import { NONE, takeLeaf, takeNode, type CutTrees } from './cut-trees';
import { retainPoint } from './point-store';
import { type Reservoir } from './reservoir';

/** In place of a cut's dimension (at most 9,999): here is a leaf. */
const LEAF = 0xffff;

/**
 * Writes one tree, cuts and leaves from the top, left before right, then its sample in the order of its heap. Boxes and
 * masses follow from these.
 *
 * @param pointNumber the saved number of a point in the store
 */
export function writeTree(
  writer: ByteWriter,
  trees: CutTrees,
  reservoir: Reservoir,
  tree: number,
  pointNumber: (index: number) => number,
): void {
  const size = reservoir.sizes[tree] as number;
  writer.uint16(size);
  if (size === 0) return;
  const leafNumbers = new Map<number, number>();
  const write = (node: number): void => {
    if (node >= trees.firstLeaf) {
      leafNumbers.set(node, leafNumbers.size);
      writer.uint16(LEAF);
      writer.int32(pointNumber(trees.leafPoints[node - trees.firstLeaf] as number));
      return;
    }
    writer.uint16(trees.cutDimensions[node] as number);
    writer.float32(trees.cutValues[node] as number);
    write(trees.children[2 * node] as number);
    write(trees.children[2 * node + 1] as number);
  };
  write(trees.roots[tree] as number);
  const base = tree * reservoir.sampleSize;
  for (let at = base; at < base + size; at++) {
    writer.float32(reservoir.weights[at] as number);
    writer.uint16(leafNumbers.get(reservoir.leaves[at] as number) as number);
  }
}

/** Reads what {@link writeTree} wrote into an empty tree; the points must be in the store. */
export function readTree(reader: ByteReader, trees: CutTrees, reservoir: Reservoir, tree: number): void {
  const size = reader.uint16();
  if (size > reservoir.sampleSize) throw new RangeError(`a tree of ${size} points`);
  if (size === 0) return;
  const leaves: number[] = [];
  const nodes: number[] = [];
  const read = (parent: number): number => {
    const dimension = reader.uint16();
    const node = dimension === LEAF ? takeLeaf(trees, tree) : takeNode(trees, tree);
    trees.parents[node] = parent;
    if (dimension === LEAF) {
      const point = reader.int32();
      trees.leafPoints[node - trees.firstLeaf] = point;
      retainPoint(trees.points, point);
      leaves.push(node);
      return node;
    }
    nodes.push(node);
    trees.cutDimensions[node] = dimension;
    trees.cutValues[node] = reader.float32();
    trees.children[2 * node] = read(node);
    trees.children[2 * node + 1] = read(node);
    return node;
  };
  trees.roots[tree] = read(NONE);
  const base = tree * reservoir.sampleSize;
  reservoir.sizes[tree] = size;
  for (let at = base; at < base + size; at++) {
    reservoir.weights[at] = reader.float32();
    const leaf = leaves[reader.uint16()] as number;
    reservoir.leaves[at] = leaf;
    for (let node = leaf; node !== NONE; node = trees.parents[node] as number) {
      trees.masses[node] = (trees.masses[node] as number) + 1;
    }
  }
  for (const node of nodes.reverse()) rebuildBox(trees, node);
}
