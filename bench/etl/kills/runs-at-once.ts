import path from 'node:path';
import { startJobs } from './job-process';
import { checkEnded, type Bench } from './killed-rounds';
import { stagedFiles } from './output-files';

/**
 * Starts two runs on the same output at the same time, again and again; between, the late files arrive, or are gone again.
 * Returns what those say that have failed; where one has, a third run has to make the tables good.
 */
export async function runTwiceAtOnce(bench: Bench, times: number): Promise<string[]> {
  const output = bench.input.makeOutput(path.join(bench.folder, 'at-once'));
  const faults: string[] = [];
  for (let time = 0; time < times; time++) {
    const state = time % 2;
    bench.input.setLate(state === 1);
    const runs = [startJobs(bench.input, output), startJobs(bench.input, output)];
    const outcomes = await Promise.all(runs.map(({ outcome }) => outcome));
    const failed = outcomes.filter(({ status }) => status !== 'ended').map(({ fault }) => fault);
    faults.push(...failed);
    const [ended] = outcomes.filter(({ status }) => status === 'ended');
    if (ended === undefined) throw new Error(`both runs have failed: ${failed.join('; ')}`);
    await checkEnded(bench, output, ended, state);
    const [left] = stagedFiles(output);
    if (left !== undefined && failed.length === 0)
      throw new Error(`${path.join(output, 'staging', left)}: is left`);
    bench.say(
      `two at once, ${time + 1} of ${times}: ${failed.length === 0 ? 'both came to their end' : failed.join('')}`,
    );
  }
  return faults;
}
