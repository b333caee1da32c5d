/**
 * Measures the Glue jobs on this machine's Spark at 1×, 4× and 16× the records of one day: throughput, how time grows, memory,
 * DuckDB beside it, and what a TB of flow logs costs by that on Glue.
 *
 *   npx tsx bench/etl/scale.ts [--records 200000] [--times 1,4,16] [--keep DIR]
 *
 * Growth is measured in CPU seconds, which say the same on a machine that others use too. Needs Linux.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalSpark, type LocalSpark } from '@egress/etl';
import { measure } from '../analyze/measure';
import { measureJobs, simulateDay, type JobsUsage } from './measure-jobs';
import { costsOfTb, PRICES } from './prices';

const EGRESS = path.resolve(__dirname, '../../cli/bin/egress.js');

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '200000' },
    times: { type: 'string', default: '1,4,16' },
    keep: { type: 'string' },
  },
});

interface Size {
  readonly records: number;
  /** Of the logs as they are in S3. */
  readonly fileBytes: number;
  readonly spark: JobsUsage;
  readonly duckdb: { readonly seconds: number; readonly peakMiB: number };
}

async function main(): Promise<void> {
  const folder = values.keep ?? mkdtempSync(path.join(os.tmpdir(), 'egress-etl-bench-'));
  const times = values.times.split(',').map(Number);
  const spark = startLocalSpark({ settings: { 'spark.driver.memory': '3g' } });
  try {
    // The first run compiles what all the others use.
    await measureSize(folder, Math.min(...times), spark);
    const sizes: Size[] = [];
    for (const each of times) {
      const size = await measureSize(folder, each, spark);
      sizes.push(size);
      printSize(each, size);
    }
    printGrowth(sizes);
  } finally {
    spark.close();
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSize(folder: string, times: number, spark: LocalSpark): Promise<Size> {
  const input = path.join(folder, `input-${times}`);
  const records = Number(values.records) * times;
  if (!existsSync(input)) await simulateDay(input, records);
  const [logs, inventory] = [path.join(input, 'flow-logs'), path.join(input, 'inventory')];
  const out = path.join(folder, 'out');
  return {
    records,
    fileBytes: bytesBelow(logs),
    spark: await measureJobs(spark, input, out),
    duckdb: await measure('node', [EGRESS, 'etl', logs, '--inventory', inventory, '--out', out]),
  };
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function printSize(times: number, { records, spark, duckdb }: Size): void {
  const rate = Math.round(records / spark.seconds).toLocaleString('en');
  print(
    `${times} × (${records.toLocaleString('en')} records)`,
    `Spark ${spark.seconds.toFixed(1)} s (${spark.cpuSeconds.toFixed(1)} s CPU, ${rate} records/s, peak ${Math.round(spark.peakMiB)} MiB), ` +
      `DuckDB ${duckdb.seconds.toFixed(1)} s (peak ${Math.round(duckdb.peakMiB)} MiB)`,
  );
}

/** A record of all 29 fields is about so long in text. */
const TEXT_BYTES_PER_RECORD = 250;

function printGrowth(sizes: readonly Size[]): void {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return;
  const growth = Math.log(large.spark.cpuSeconds / small.spark.cpuSeconds);
  print(
    'slope of CPU time, log-log (at most 1.1)',
    (growth / Math.log(large.records / small.records)).toFixed(2),
  );
  const grown = large.records - small.records;
  const cpuSecondsPerRecord = (large.spark.cpuSeconds - small.spark.cpuSeconds) / grown;
  print('CPU time of a million more records', `${(cpuSecondsPerRecord * 1e6).toFixed(1)} s`);
  printCrossover(small, large);
  const compression = (TEXT_BYTES_PER_RECORD * large.records) / large.fileBytes;
  const costs = costsOfTb({ cpuSecondsPerRecord, bytesPerRecord: TEXT_BYTES_PER_RECORD, compression });
  print('a TB of flow logs into tables, on Glue', `$${costs.glueOnce.toFixed(2)}, once`);
  print('a question to a TB in CloudWatch Logs', `$${costs.insightsPerQuestion.toFixed(2)}, each`);
  print('a question to a TB of gzip text by Athena', `$${costs.athenaTextPerQuestion.toFixed(2)}, each`);
  print(
    'delivery of a TB to S3',
    `$${costs.deliveryToS3.toFixed(0)}; to CloudWatch Logs $${costs.deliveryToLogs.toFixed(0)}`,
  );
  Object.values(PRICES).forEach(({ usd, of, source }) => print(`  $${usd}`, `per ${of}: ${source}`));
}

/** Where the straight lines through both sizes cross. */
function printCrossover(small: Size, large: Size): void {
  const line = (of: (size: Size) => number) => {
    const slope = (of(large) - of(small)) / (large.records - small.records);
    return { slope, start: of(small) - slope * small.records };
  };
  const [spark, duckdb] = [line((size) => size.spark.seconds), line((size) => size.duckdb.seconds)];
  const records = (spark.start - duckdb.start) / (duckdb.slope - spark.slope);
  const isFaster = spark.slope < duckdb.slope;
  print(
    'Spark is faster than DuckDB on this machine',
    isFaster ? `from ${Math.round(records).toLocaleString('en')} records on` : 'at no size',
  );
}

const print = (name: string, value: string): void =>
  void process.stdout.write(`${name.padEnd(44)} ${value}\n`);

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
