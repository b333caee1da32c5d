/**
 * The read_csv of a text that is not all UTF-8, so that its broken lines are rejected like other malformed ones. Every
 * column is asked for: where some are not, DuckDB 1.5 ends with an internal error at a broken value, and the database
 * is lost with it.
 */
export function withBrokenEncoding(readCsv: string, columns: readonly string[]): string {
  return `(SELECT *, filename FROM ${readCsv} WHERE hash(${columns.join(', ')}) IS NOT NULL)`;
}
