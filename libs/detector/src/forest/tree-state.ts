import { type ByteReader, type ByteWriter } from './byte-stream';
import { type Address, type CutTrees } from './cut-trees';
import { type ForestState } from './forest-state';

/** In place of a cut's dimension (at most 9,999): here is a leaf. */
const LEAF = 0xffff;

/**
 * Writes one tree, cuts and leaves from the top, left before right, then its sample in the order of its heap. Boxes and
 * masses follow from these.
 *
 * @param pointNumber the saved number of a point
 */
export function writeTree(
  writer: ByteWriter,
  { trees, reservoir }: ForestState,
  tree: number,
  pointNumber: (point: Address) => number,
): void {
  const size = reservoir.sizes[tree] as number;
  writer.uint16(size);
  if (size === 0) return;
  const leafNumbers = new Map<Address, number>();
  const write = (place: Address): void => {
    const point = trees.pointOf(place);
    if (point !== 0) {
      leafNumbers.set(place, leafNumbers.size);
      writer.uint16(LEAF);
      writer.int32(pointNumber(point));
      return;
    }
    writer.uint16(trees.cutDimensionOf(place));
    writer.float32(trees.cutOf(place));
    write(trees.leftOf(place));
    write(trees.rightOf(place));
  };
  write(trees.rootOf(tree));
  const base = tree * reservoir.sampleSize;
  for (let at = base; at < base + size; at++) {
    writer.float32(reservoir.weights[at] as number);
    writer.uint16(leafNumbers.get(reservoir.leaves[at] as number) as number);
  }
}

/**
 * Reads what {@link writeTree} wrote into an empty tree. Throws RangeError where it is no tree of this forest: the WebAssembly
 * goes wherever a cut sends it.
 *
 * @param points by their saved number
 */
export function readTree(
  reader: ByteReader,
  { options, trees, reservoir, updates }: ForestState,
  tree: number,
  points: readonly Address[],
): void {
  const size = reader.uint16();
  // Until a sample is full, it takes every point.
  if (size !== Math.min(updates, options.sampleSize)) throw new RangeError(`${size} points of ${updates}`);
  if (size === 0) return;
  const leaves: Address[] = [];
  const read = (): Address => {
    const dimension = reader.uint16();
    if (dimension === LEAF) {
      if (leaves.length === size) throw new RangeError('a tree of too many leaves');
      const leaf = trees.restoreLeaf(tree, itemAt(points, reader.int32()));
      leaves.push(leaf);
      return leaf;
    }
    if (dimension >= options.dimensions) throw new RangeError(`a cut in dimension ${dimension}`);
    const cut = finite(reader.float32());
    const left = read();
    return trees.restoreNode(tree, dimension, cut, left, read());
  };
  trees.restoreRoot(tree, read());
  const base = tree * reservoir.sampleSize;
  reservoir.sizes[tree] = size;
  for (let at = base; at < base + size; at++) {
    reservoir.weights[at] = finite(reader.float32());
    const leaf = itemAt(leaves, reader.uint16());
    reservoir.leaves[at] = leaf;
    trees.countPoint(tree, leaf);
  }
  const sampled = new Set(reservoir.leaves.subarray(base, base + size));
  if (sampled.size < leaves.length) throw new RangeError('a leaf of no sampled point');
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${value} in place of a number`);
  return value;
}

function itemAt(items: readonly Address[], number: number): Address {
  const item = items[number];
  if (item === undefined) throw new RangeError(`number ${number} of ${items.length}`);
  return item;
}

/** The points of all leaves below, left before right. */
export function* pointsOfTree(trees: CutTrees, place: Address): Generator<Address> {
  if (place === 0) return;
  const point = trees.pointOf(place);
  if (point !== 0) {
    yield point;
    return;
  }
  yield* pointsOfTree(trees, trees.leftOf(place));
  yield* pointsOfTree(trees, trees.rightOf(place));
}
