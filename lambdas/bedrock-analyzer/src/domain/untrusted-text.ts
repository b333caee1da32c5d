const LONGEST = 120;

/**
 * Text from tags, names, logs and user agents, made safe to quote: marked by « », on one line, without marks or brackets
 * of its own that could end the quotation, and cut.
 */
export function quote(text: string, longest = LONGEST): string {
  const flat = text.replace(/[«»<>]|[\p{C}\p{Z}]+/gu, ' ').trim();
  return `«${flat.length > longest ? `${flat.slice(0, longest)}…` : flat}»`;
}
