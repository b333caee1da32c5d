/** Rows for one request: at 48 features of 20 digits half a megabyte, far below the 6 MB that an endpoint accepts. */
export const ROWS_PER_REQUEST = 500;

/** Cuts a list into pieces of at most `size`. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/**
 * Runs a task on every item, `limit` at a time, and keeps the order. A task that fails leaves its error in its place and
 * the others alone.
 */
export async function settleAll<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const settled: PromiseSettledResult<R>[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) [settled[index]] = await Promise.allSettled([task(item)]);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return settled;
}
