/** Rows for one request: at 48 features of 20 digits half a megabyte, far below the 6 MB that an endpoint accepts. */
export const ROWS_PER_REQUEST = 500;

/** Cuts a list into pieces of at most `size`. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/** Tasks in flight: an endpoint of one small instance, S3 and Step Functions all allow more. */
const CONCURRENCY = 4;

export interface Settled<T, R> {
  readonly done: readonly R[];
  readonly failed: readonly { readonly item: T; readonly fault: unknown }[];
}

/** Runs a task on every item, a few at a time, and keeps the order. One that fails, or throws, leaves the others alone. */
export async function settleAll<T, R>(
  items: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<Settled<T, R>> {
  const settled: PromiseSettledResult<R>[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries)
      [settled[index]] = await Promise.allSettled([(async () => task(item))()]);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return {
    done: settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    failed: items.flatMap((item, i) => {
      const each = settled[i];
      return each?.status === 'rejected' ? [{ item, fault: each.reason as unknown }] : [];
    }),
  };
}
