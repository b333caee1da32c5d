import { boxBytes } from './box';
import { Point } from './forest';
import { reserve } from './memory';

const AT_ONCE = 64;
let free: Point = changetype<Point>(0);

/** A point that no leaf has: its sides are to be written by the host. */
export function takePoint(): Point {
  if (changetype<usize>(free) === 0) {
    for (let i = 0; i < AT_ONCE; i++) giveBackPoint(changetype<Point>(reserve(offsetof<Point>() + boxBytes)));
  }
  const point = free;
  free = point.next;
  point.uses = 0;
  return point;
}

export function giveBackPoint(point: Point): void {
  point.next = free;
  free = point;
}

/** The point to use for the next, once all trees have seen this one: the same if none has kept it. */
export function nextPoint(point: Point): Point {
  return point.uses > 0 ? takePoint() : point;
}
