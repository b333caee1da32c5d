import { readFileSync } from 'node:fs';
import path from 'node:path';

const SQL_FOLDER = path.resolve(__dirname, '../../../glue-scripts/sql');

/**
 * The text of one transformation in `glue-scripts/sql`: a single SELECT in the dialect that DuckDB and Spark share.
 * Throws when there is no file of that name.
 */
export function transformation(name: string): string {
  return readFileSync(path.join(SQL_FOLDER, `${name}.sql`), 'utf8');
}
