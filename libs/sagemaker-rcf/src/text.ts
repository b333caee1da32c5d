import { PayloadError } from './vector';

/** The text of a body. Throws PayloadError where it is not UTF-8. */
export function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new PayloadError('the body is not UTF-8 text');
  }
}

/** Lines that hold something, each with its number. */
export function linesOf(body: Uint8Array): { readonly line: string; readonly place: string }[] {
  return textOf(body)
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: `line ${index + 1}` }))
    .filter(({ line }) => line !== '');
}

/** Throws PayloadError that names the place where the text is not JSON. */
export function jsonOf(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new PayloadError(
      `${place}: is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
