/** A resource that the requirements name, where it is, and what they say of it. */
export interface RequiredResource {
  /** Name in the requirements, which are written for plain Terraform. */
  readonly name: string;
  readonly type: string;
  /** Stack and path of the construct. */
  readonly address: string;
  /** What the block holds. */
  readonly block?: object;
}

/** What holds a text, be it a reference. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}
