import { createHash } from 'node:crypto';

/** SHA-256 of a JSON value, independent of the order of keys: two states are the same if their fingerprints are. */
export function fingerprint(state: unknown): string {
  return createHash('sha256').update(canonical(state)).digest('hex');
}

/** Whether two JSON values are the same, independent of the order of keys. */
export function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

function canonical(state: unknown): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
