import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sqlIdentifier, sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import type { Mutation } from './mutation';
import type { Random } from './random';

interface ParquetTable {
  readonly columns: readonly string[];
  /** The column of bytes, or of costs. */
  readonly amount: string;
}

/** The SELECT over the table `valid` that makes the mutated file. */
export type ParquetMutation = Mutation<(table: ParquetTable, random: Random) => string>;

const AMOUNTS = ['bytes', 'sc_bytes', 'line_item_unblended_cost', 'EffectiveCost'];

/** Every row as it was, but in one the amount is `value`; in a column of type `type`. */
function withAmount(
  type: string,
  value: (random: Random) => string,
  isNoticeable: boolean,
  name: string,
): ParquetMutation {
  return {
    name,
    isNoticeable,
    mutate: ({ amount }, random) => {
      const column = sqlIdentifier(amount);
      return `SELECT * REPLACE (
        CASE WHEN row_number() OVER () = ${1 + random.below(9)} THEN ${value(random)} ELSE CAST(${column} AS ${type}) END AS ${column}
      ) FROM valid`;
    },
  };
}

function withType(type: string): ParquetMutation {
  return {
    name: `amounts of type ${type}`,
    isNoticeable: true,
    mutate: ({ amount }) =>
      `SELECT * REPLACE (CAST(${sqlIdentifier(amount)} AS ${type}) AS ${sqlIdentifier(amount)}) FROM valid`,
  };
}

/** Mutations of Parquet as a table. */
export const PARQUET_MUTATIONS: readonly ParquetMutation[] = [
  {
    name: 'rows shuffled',
    isNoticeable: true,
    mutate: (_, random) => `SELECT * FROM valid ORDER BY hash(valid, ${random.below(1000)})`,
  },
  {
    name: 'columns reordered',
    isNoticeable: true,
    mutate: ({ columns }, random) =>
      `SELECT ${random.shuffled(columns).map(sqlIdentifier).join(', ')} FROM valid`,
  },
  {
    name: 'column lost',
    isNoticeable: false,
    mutate: ({ columns }, random) => `SELECT * EXCLUDE (${sqlIdentifier(random.pick(columns))}) FROM valid`,
  },
  {
    name: 'column of another type',
    isNoticeable: false,
    mutate: ({ columns }, random) => {
      const column = sqlIdentifier(random.pick(columns));
      const other = random.pick([
        `[${column}]`,
        `{'a': ${column}}`,
        `hash(${column})`,
        `DATE '2026-11-02'`,
        'NULL',
      ]);
      return `SELECT * REPLACE (${other} AS ${column}) FROM valid`;
    },
  },
  { name: 'no rows', isNoticeable: true, mutate: () => 'SELECT * FROM valid LIMIT 0' },
  withType('VARCHAR'),
  withType('DECIMAL(38, 10)'),
  withAmount(
    'VARCHAR',
    (random) => sqlLiteral(random.pick(['abc', '1.2.3'])),
    true,
    'a word among the amounts',
  ),
  withAmount(
    'DOUBLE',
    (random) => `CAST('${random.pick(['nan', 'inf', '1e300'])}' AS DOUBLE)`,
    true,
    'no finite amount',
  ),
  // In a bill it would be a cost like any other.
  withAmount('HUGEINT', () => '170141183460469231731687303715884105727', false, 'an amount beyond 64 bits'),
  withAmount('VARCHAR', () => `repeat('9', 1048576)`, true, 'an amount of 1 MB'),
];

/** Rewrites Parquet bytes through SQL. */
export async function mutateParquet(
  engine: SqlEngine,
  bytes: Buffer,
  mutation: ParquetMutation,
  random: Random,
): Promise<Buffer> {
  const file = path.join(engine.scratchFolder, 'table.parquet');
  await writeFile(file, bytes);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE valid AS SELECT * FROM read_parquet(${sqlLiteral(file)}, hive_partitioning = false)`,
  );
  const rows = await engine.query<{ column_name: string }>('DESCRIBE valid');
  const columns = rows.map(({ column_name }) => column_name);
  const amount = AMOUNTS.find((name) => columns.includes(name)) ?? columns[0] ?? '';
  await engine.run(
    `COPY (${mutation.mutate({ columns, amount }, random)}) TO ${sqlLiteral(file)} (FORMAT parquet)`,
  );
  return readFile(file);
}
