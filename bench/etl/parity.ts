/**
 * Holds the tables that Spark makes against those of DuckDB, row for row, on simulated organisations with every scenario and
 * every trap. Each seed is an hour, and one run of the jobs makes all of them.
 *
 *   npx tsx bench/etl/parity.ts [--seeds 30] [--first 1] [--keep DIR]
 *
 * Features need more than a day of history, so more than 24 seeds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalSpark } from '@egress/etl';
import { checkSeeds, SMALL_DATA_SETTINGS } from './parity/index';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '30' },
    first: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const folder = values.keep ?? mkdtempSync(path.join(os.tmpdir(), 'egress-parity-'));
  const spark = startLocalSpark({ settings: SMALL_DATA_SETTINGS });
  try {
    const first = Number(values.first);
    const outcome = await checkSeeds(spark, { first, count: Number(values.seeds), folder });
    const { hours, rows, malformed, seconds, differences } = outcome;
    hours.forEach((name, i) => print(`seed ${first + i}: ${name}`));
    Object.entries(rows).forEach(([table, count]) => print(`${table}: ${count} rows compared`));
    print(`${malformed} malformed records`);
    Object.entries(seconds).forEach(([engine, time]) => print(`${engine}: ${time.toFixed(1)} s`));
    differences.forEach(print);
    print(differences.length === 0 ? 'the same on both engines' : 'DIFFERENT');
    if (differences.length > 0) process.exitCode = 1;
  } finally {
    spark.close();
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
