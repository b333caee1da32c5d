import { type Address, type CutTrees } from './cut-trees';

/** What a point's numbers may be at most: no sum of differences, in 32 bits, of 10,000 dimensions overflows. */
export const LARGEST_NUMBER = 1e33;

/**
 * Writes a point into the trees' memory, as its signed sides: per dimension the negative of its coordinate, and the
 * coordinate. Throws RangeError that names the number that is none, or too large.
 */
export type WritePoint = (point: Address, values: ArrayLike<number>) => void;

export function pointWriter(trees: CutTrees): WritePoint {
  let floats = new Float32Array(trees.memory.buffer);
  return (point, values) => {
    if (floats.length === 0) floats = new Float32Array(trees.memory.buffer); // memory has grown, and moved
    const first = trees.sidesOf(point) >>> 2;
    for (let d = 0; d < values.length; d++) {
      const value = values[d] as number;
      if (!(Math.abs(value) <= LARGEST_NUMBER)) {
        throw new RangeError(`Number ${d + 1} of the point is ${value}: it must be between -1e33 and 1e33.`);
      }
      floats[first + 2 * d] = -value;
      floats[first + 2 * d + 1] = value;
    }
  };
}
