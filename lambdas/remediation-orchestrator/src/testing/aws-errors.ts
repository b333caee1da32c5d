/** Fails as a call to AWS fails. */
export function fail(message: string): never {
  throw new Error(message);
}

/** Makes ids that are never used again. */
export function identifiers(): (prefix: string) => string {
  let issued = 0;
  return (prefix) => `${prefix}-new${++issued}`;
}
