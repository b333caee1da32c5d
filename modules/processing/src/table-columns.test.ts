import { readdirSync } from 'node:fs';
import path from 'node:path';
import { declaredColumns, parseColumns } from './table-columns';

const TABLES = path.join(__dirname, '../../../glue-scripts/tables');

it('takes names, Hive types and comments of a declaration', () => {
  const sql = `-- What it holds.\nCREATE TABLE t (\n  id STRING, -- of the thing\n  port INTEGER,\n  at TIMESTAMP\n)\n`;
  expect(parseColumns(sql, 't.sql')).toEqual([
    { name: 'id', type: 'string', comment: 'of the thing' },
    { name: 'port', type: 'int' },
    { name: 'at', type: 'timestamp' },
  ]);
});

it('fails with the line that it does not understand', () => {
  expect(() => parseColumns('CREATE TABLE t (\n  id STRING,\n  tags MAP\n)', 't.sql')).toThrow(
    "t.sql:3: '  tags MAP' must be '  name TYPE,' with a TYPE of STRING, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP",
  );
});

it.each(readdirSync(TABLES).map((file) => path.parse(file).name))('understands every line of %s', (table) => {
  const columns = declaredColumns(table);
  expect(columns.length).toBeGreaterThan(1);
  expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
});

it('keeps comments to what the catalog takes: 255 characters of ASCII', () => {
  for (const table of ['egress_hourly', 'egress_cost_daily']) {
    for (const { comment = '' } of declaredColumns(table)) expect(comment).toMatch(/^[\x20-\x7e]{0,255}$/);
  }
});
