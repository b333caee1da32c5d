/**
 * A box is a list of its signed sides: per dimension the negative of its lowest coordinate, then its highest. A point is
 * the box that holds only the point. So each side of a point lies outside a box's by what it exceeds it, a box around two
 * others has the greater of their sides, and one loop of SIMD does any of it. Zeros fill up to two vectors.
 */
export let boxBytes: usize = 0;

export function setDimensions(dimensions: i32): void {
  boxBytes = usize((dimensions + 3) / 4) * 32;
}

/** How far the point lies outside the box, summed over dimensions; 0 inside, and for a point its equal only. */
export function distanceOutside(box: usize, point: usize): f32 {
  let first = f32x4.splat(0);
  let second = first; // two sums, because each addition waits for the one before
  for (let at: usize = 0; at < boxBytes; at += 32) {
    first = f32x4.add(first, excess(point + at, box + at));
    second = f32x4.add(second, excess(point + at + 16, box + at + 16));
  }
  return sumOfLanes(f32x4.add(first, second));
}

/** The sum of the sides' lengths. */
export function rangeOf(box: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < boxBytes; at += 16) sum = f32x4.add(sum, v128.load(box + at));
  return sumOfLanes(sum);
}

/** Makes `box` the smallest around two others, itself perhaps; returns whether it was another. */
export function enclose(box: usize, first: usize, second: usize): bool {
  let differences = i32x4.splat(0);
  for (let at: usize = 0; at < boxBytes; at += 16) {
    const sides = f32x4.pmax(v128.load(first + at), v128.load(second + at));
    differences = v128.or(differences, f32x4.ne(sides, v128.load(box + at)));
    v128.store(box + at, sides);
  }
  return v128.any_true(differences);
}

// `pmax` is one instruction; `max` takes six, for the sake of NaN.
function excess(sides: usize, others: usize): v128 {
  return f32x4.pmax(f32x4.sub(v128.load(sides), v128.load(others)), f32x4.splat(0));
}

function sumOfLanes(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}
