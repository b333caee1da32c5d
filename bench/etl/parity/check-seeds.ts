import path from 'node:path';
import { runEtl, type LocalSpark } from '@egress/etl';
import { SqlEngine } from '@egress/sql-engine';
import { COMPARED_TABLES, compareTable, describeDifference } from './compare-tables';
import { LOG_FORMAT, makeSeedInput, type SeedInput } from './seed-input';

export interface SeedsOptions {
  readonly first: number;
  readonly count: number;
  /** The folder to fill. */
  readonly folder: string;
}

export interface ParityOutcome {
  /** What each hour was written in. */
  readonly hours: readonly string[];
  /** Rows compared, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly malformed: number;
  readonly seconds: Readonly<Record<string, number>>;
  /** What is the first to differ, in each table that differs. */
  readonly differences: readonly string[];
}

/**
 * Twenty seeds make the first day, whose gateways and hosts the records need that cross its midnight: the jobs know of a day
 * what that day's logs tell, and the laptop what all of them do.
 */
const FIRST_HOUR = 4;

/**
 * Makes the tables of consecutive seeds on both engines and compares them. Each seed is an hour, so that all go through one
 * run, which also crosses midnights; with more than a day of them there are features to compare.
 */
export async function checkSeeds(
  spark: LocalSpark,
  { first, count, folder }: SeedsOptions,
): Promise<ParityOutcome> {
  const inputs: SeedInput[] = [];
  for (let n = 0; n < count; n++) {
    inputs.push(await makeSeedInput(first + n, FIRST_HOUR + n, path.join(folder, `seed-${first + n}`)));
  }
  const input = {
    paths: inputs.map(({ logs }) => logs),
    bills: inputs.map(({ bills }) => bills),
    logFormat: LOG_FORMAT,
    ...(inputs[0] === undefined ? {} : { inventory: inputs[0].inventory }),
  };
  const [duckdb, onSpark] = [path.join(folder, 'duckdb'), path.join(folder, 'spark')];
  const expected = await runEtl({ ...input, engine: 'duckdb', out: duckdb });
  const actual = await runEtl({ ...input, engine: 'spark', out: onSpark, spark });
  const { rows, differences } = await compareFolders(duckdb, onSpark);
  if (expected.malformed !== actual.malformed) {
    differences.push(`malformed records: ${expected.malformed} on DuckDB and ${actual.malformed} on Spark`);
  }
  return {
    hours: inputs.map(({ name }) => name),
    rows,
    malformed: expected.malformed,
    seconds: { duckdb: expected.seconds, spark: actual.seconds },
    differences,
  };
}

async function compareFolders(duckdb: string, spark: string) {
  const differences: string[] = [];
  const rows: Record<string, number> = {};
  const engine = await SqlEngine.open();
  try {
    for (const table of COMPARED_TABLES) {
      const comparison = await compareTable(engine, table, [duckdb, spark]);
      rows[table] = comparison.rows;
      if (comparison.difference !== null) differences.push(describeDifference(comparison.difference));
    }
  } finally {
    engine.close();
  }
  return { rows, differences };
}

/** For some hundred rows, compiling queries takes longer than interpreting them. */
export const SMALL_DATA_SETTINGS = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.shuffle.partitions': '1',
} as const;
