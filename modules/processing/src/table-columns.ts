import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A column as the Glue Data Catalog has it. */
export interface Column {
  readonly name: string;
  /** Hive type, such as `bigint`. */
  readonly type: string;
  readonly comment?: string;
}

const DECLARATIONS = path.join(__dirname, '../../../glue-scripts/tables');
const COLUMN = /^ {2}(\w+) (\w+),?(?: -- (.+))?$/;
const HIVE_TYPES: Readonly<Record<string, string>> = {
  STRING: 'string',
  INTEGER: 'int',
  BIGINT: 'bigint',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  FEATURE_VECTOR: 'array<double>',
};

/**
 * The columns of a table that `glue-scripts/tables` declares, with their comments. The declaration is the one that the
 * transformations are tested against, so catalog and files cannot drift apart. Throws where a line is not understood.
 */
export function declaredColumns(table: string): Column[] {
  const file = path.join(DECLARATIONS, `${table}.sql`);
  return parseColumns(readFileSync(file, 'utf8'), file);
}

/** The columns of a `CREATE TABLE` statement with one column a line; `source` is what messages call it. */
export function parseColumns(sql: string, source: string): Column[] {
  const lines = sql.trimEnd().split('\n');
  const first = lines.findIndex((line) => line.startsWith('CREATE TABLE')) + 1;
  return lines.slice(first, lines.lastIndexOf(')')).map((line, index) => {
    const [, name = '', sqlType = '', comment] = COLUMN.exec(line) ?? [];
    const type = HIVE_TYPES[sqlType];
    if (type === undefined) {
      const types = Object.keys(HIVE_TYPES).join(', ');
      throw new Error(
        `${source}:${first + index + 1}: '${line}' must be '  name TYPE,' with a TYPE of ${types}`,
      );
    }
    return { name, type, ...(comment === undefined ? {} : { comment }) };
  });
}
