/**
 * Kills real runs of the Glue jobs on local Spark, Python and JVM at once, at random moments, and holds what readers see and
 * what the next runs make against the tables of one clean run; so do runs after late files, without news, and two at once.
 *
 *   npx tsx bench/etl/kills.ts [--kills 50] [--at-once 5] [--seed 1] [--keep DIR]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SqlEngine } from '@egress/sql-engine';
import { randomOf } from '../fuzz/random';
import { startJobs } from './kills/job-process';
import { killRuns, type Bench } from './kills/killed-rounds';
import { makeInput, type KilledInput } from './kills/killed-input';
import { fingerprint, unfinishedFiles } from './kills/output-files';
import { runTwiceAtOnce } from './kills/runs-at-once';
import { readTables, rowCounts, type Tables } from './kills/tables';
import { PLACES } from './kills/where-it-fell';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    'at-once': { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const folder = path.resolve(values.keep ?? mkdtempSync(path.join(os.tmpdir(), 'egress-kills-')));
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    const input = await makeInput(engine, Number(values.seed), folder);
    const bench = await openBench(engine, input, folder);
    const places = await killRuns(bench, randomOf(Number(values.seed)), Number(values.kills));
    const faults = await runTwiceAtOnce(bench, Number(values['at-once']));
    PLACES.forEach((place) => print(`killed ${place}: ${places.filter((each) => each === place).length}`));
    print(`half-written copies left by the killed: ${unfinishedFiles(folder).length}`);
    print(`two at once, ${values['at-once']} times: ${faults.length} runs have failed`);
    print('all tables are those of one clean run');
  } finally {
    engine.close();
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function openBench(engine: SqlEngine, input: KilledInput, folder: string): Promise<Bench> {
  const startedAt = performance.now();
  input.setLate(false);
  const first = await runClean(engine, input, input.makeOutput(path.join(folder, 'clean-first')));
  const seconds = (performance.now() - startedAt) / 1_000;
  print(`a clean run: ${seconds.toFixed(1)} s`);
  input.setLate(true);
  const output = input.makeOutput(path.join(folder, 'clean-all'));
  const all = await runClean(engine, input, output);
  print(`rows: ${rowCounts(all)}`);
  const before = fingerprint(output);
  await runClean(engine, input, output);
  if (fingerprint(output) !== before) throw new Error(`${output}: a run without news has changed a file`);
  print('a run without news: not a byte, not a time of a file has changed');
  return { engine, input, folder, clean: [first, all], seconds, say: print };
}

async function runClean(engine: SqlEngine, input: KilledInput, output: string): Promise<Tables> {
  const { status, fault } = await startJobs(input, output).outcome;
  if (status !== 'ended') throw new Error(`the clean run has ${status}: ${fault}`);
  return readTables(engine, output);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

process.once('SIGINT', () => process.exit(130));
void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
