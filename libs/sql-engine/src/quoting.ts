/** What can stand in SQL text. */
export type SqlValue = string | number | bigint | boolean | null | undefined;

/** A value as a SQL literal: strings quoted, null as NULL. */
export function sqlLiteral(value: SqlValue): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value !== 'string') return String(value);
  // SQL text ends at a NUL.
  const pieces = value.split('\0').map((piece) => `'${piece.replaceAll("'", "''")}'`);
  return pieces.length === 1 ? pieces.join('') : `(${pieces.join(' || chr(0) || ')})`;
}

/** A column or table name, quoted as DuckDB does it. */
export function sqlIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A DuckDB list literal of strings, e.g. for read_csv(['a', 'b']). */
export function sqlList(values: readonly string[]): string {
  return `[${values.map(sqlLiteral).join(', ')}]`;
}

/** A path as DuckDB's readers take it, for which `*`, `?` and `[` in a name are patterns. */
export function literalPattern(path: string): string {
  return path.replaceAll(/[*?[]/g, '[$&]');
}
