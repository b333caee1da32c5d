import path from 'node:path';
import type { SqlEngine } from '@egress/sql-engine';
import type { Random } from '../../fuzz/random';
import { startJobs, type JobsOutcome } from './job-process';
import type { KilledInput } from './killed-input';
import { chooseMoment, describeMoment, waitFor } from './moments';
import { ledgerEntries, stagedFiles } from './output-files';
import { openReader, type Reader } from './reader';
import { differenceBetween, readTables, type Tables } from './tables';
import { whereItFell, written, type Place } from './where-it-fell';

/** So often one run is killed, and the next, before one comes to its end. */
const KILLS_OF_STAGE = 5;

/** A run commits and publishes a bill, and logs and features of two days. */
const ENTRIES_OF_RUN = 10;
/** To start takes a while even where nothing is left to do. */
const MOST_DONE = 0.7;

export interface Bench {
  readonly engine: SqlEngine;
  readonly input: KilledInput;
  readonly folder: string;
  /** After one clean run each: without the late files, and with them. */
  readonly clean: readonly [Tables, Tables];
  /** Of the first of them. */
  readonly seconds: number;
  readonly say: (line: string) => void;
}

/**
 * Kills as many runs as asked, at random moments, and looks at the tables after each. In each round late files arrive after
 * some, and the last run may come to its end. Returns where the kills fell; throws an error that says what is not as it must be.
 */
export async function killRuns(bench: Bench, random: Random, kills: number): Promise<Place[]> {
  const places: Place[] = [];
  for (let round = 1; places.length < kills; round++) {
    const output = bench.input.makeOutput(path.join(bench.folder, `round-${round}`));
    const reader = openReader(bench.clean);
    for (const state of [0, 1]) {
      bench.input.setLate(state === 1);
      const entries = ledgerEntries(output).length;
      const left = () => Math.min(KILLS_OF_STAGE, kills - places.length);
      let hasEnded = false;
      for (let kill = left(); kill > 0 && !hasEnded; kill--) {
        const place = await killOnce(bench, { output, reader, state, entries }, random);
        hasEnded = place === null;
        if (place !== null) places.push(place);
        bench.say(`  ${places.length} of ${kills}, round ${round}`);
      }
      if (state === 1) await runToTheEnd(bench, output);
    }
  }
  return places;
}

interface Stage {
  readonly output: string;
  readonly reader: Reader;
  readonly state: number;
  /** In the ledgers when the stage began. */
  readonly entries: number;
}

/** Null where the run came to its end before the moment. */
async function killOnce(
  bench: Bench,
  { output, reader, state, entries }: Stage,
  random: Random,
): Promise<Place | null> {
  const before = written(output);
  const done = Math.min((before.entries.length - entries) / ENTRIES_OF_RUN, MOST_DONE);
  const moment = chooseMoment(random, bench.seconds * (1 - done));
  const run = startJobs(bench.input, output);
  await waitFor(moment, run, output);
  await run.kill();
  const outcome = await run.outcome;
  const place = outcome.status === 'killed' ? whereItFell(output, before) : null;
  const seen = reader.look(await readTables(bench.engine, output), state);
  const files = state === 0 ? 'without the late files' : 'with the late files';
  bench.say(
    `${place ?? 'came to its end'}: ${describeMoment(moment)}, ${files}; folders: ${seen.new} new, ${seen.old} old or none`,
  );
  if (place === null) await checkEnded(bench, output, outcome, state);
  return place;
}

/** What is staged then is of killed runs. */
async function runToTheEnd(bench: Bench, output: string): Promise<void> {
  const before = stagedFiles(output);
  await checkEnded(bench, output, await startJobs(bench.input, output).outcome, 1);
  const more = stagedFiles(output).find((file) => !before.includes(file));
  if (more !== undefined) throw new Error(`${path.join(output, 'staging', more)}: is left`);
}

/** Throws where a run has failed, or the tables are not those of a clean run. */
export async function checkEnded(
  bench: Bench,
  output: string,
  { status, fault }: JobsOutcome,
  state: number,
): Promise<void> {
  if (status !== 'ended') throw new Error(`a run has ${status} by itself: ${fault}`);
  const [first, all] = bench.clean;
  const difference = differenceBetween(state === 0 ? first : all, await readTables(bench.engine, output));
  if (difference !== null) throw new Error(difference);
}
