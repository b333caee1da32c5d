const WRAPPED = /^\{"message"\s*:/;

/** Is the line a record as delivery streams may wrap it: a JSON object with the record in `message`? */
export function isWrapped(line: string): boolean {
  return WRAPPED.test(line);
}

/** The record of a wrapped line without its line end. A line that holds none stays as it is, to be found malformed. */
export function unwrapped(line: string): string {
  const record = messageOf(line)?.trimEnd();
  return record === undefined || /[\r\n]/.test(record) ? line : record;
}

/** The same for a line whose characters are the bytes of UTF-8. */
export function unwrappedBytes(line: string): string {
  return Buffer.from(unwrapped(Buffer.from(line, 'latin1').toString())).toString('latin1');
}

function messageOf(line: string): string | undefined {
  if (!isWrapped(line)) return undefined;
  try {
    const { message } = JSON.parse(line) as { readonly message: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
