/** A path as DuckDB's readers take it, for which `*`, `?` and `[` in a name are patterns. */
export function literalPattern(path: string): string {
  return path.replaceAll(/[*?[]/g, '[$&]');
}
