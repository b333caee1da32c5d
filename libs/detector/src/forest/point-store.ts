/**
 * The points that at least one tree remembers, each stored once. Trees choose largely the same points, so this is a
 * fraction of the memory of a copy per tree.
 */
export interface PointStore {
  readonly dimensions: number;
  /** Point `i` is at `i × dimensions`. Replaced by a larger array when full. */
  coordinates: Float32Array;
  /** In how many leaves a point is. */
  uses: Int32Array;
  /** Numbers of points that are free, as a stack. */
  free: Int32Array;
  freeCount: number;
}

const FIRST_CAPACITY = 256;

export function createPointStore(dimensions: number): PointStore {
  const store: PointStore = {
    dimensions,
    coordinates: new Float32Array(0),
    uses: new Int32Array(0),
    free: new Int32Array(0),
    freeCount: 0,
  };
  grow(store, FIRST_CAPACITY);
  return store;
}

/** Stores a point that nothing uses yet; returns its number. */
export function addPoint(store: PointStore, point: Float32Array): number {
  if (store.freeCount === 0) grow(store, 2 * store.uses.length);
  const index = store.free[--store.freeCount] as number;
  store.coordinates.set(point, index * store.dimensions);
  return index;
}

export function retainPoint(store: PointStore, index: number): void {
  store.uses[index] = (store.uses[index] as number) + 1;
}

/** One leaf less holds the point; the last frees it. */
export function releasePoint(store: PointStore, index: number): void {
  store.uses[index] = (store.uses[index] as number) - 1;
  releaseIfUnused(store, index);
}

/** Frees the point if no leaf holds it: every tree had its equal already. */
export function releaseIfUnused(store: PointStore, index: number): void {
  if (store.uses[index] === 0) store.free[store.freeCount++] = index;
}

function grow(store: PointStore, capacity: number): void {
  const used = store.uses.length;
  const coordinates = new Float32Array(capacity * store.dimensions);
  coordinates.set(store.coordinates);
  store.coordinates = coordinates;
  const uses = new Int32Array(capacity);
  uses.set(store.uses);
  store.uses = uses;
  store.free = new Int32Array(capacity);
  // The lowest number on top: neighbours in time are neighbours in memory.
  for (let index = capacity - 1; index >= used; index--) store.free[store.freeCount++] = index;
}
