/**
 * Feeds thousands of damaged inputs to the analysis: none may crash it without a message, hang it, or change a total
 * without a quality note.
 *
 *   npx tsx bench/fuzz/run.ts [--inputs 10000] [--seed 1] [--workers 2] [--whole-analysis-every 50] [--keep DIR]
 *
 * Input i has the seed `--seed` + i; to repeat one, give its seed and --inputs 1 (and the same --whole-analysis-every).
 * `--keep` keeps the files that were treated wrongly.
 */
import { parseArgs } from 'node:util';
import { checkInWorkers } from './check-in-workers';
import type { Outcome } from './fuzzer';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    'whole-analysis-every': { type: 'string', default: '50' },
    keep: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const inputs = Number(values.inputs);
  const counts = { rejected: 0, analyzed: 0, violations: 0 };
  const started = Date.now();
  const onOutcome = ({ seed, input, result, violation }: Outcome, done: number): void => {
    counts[result]++;
    if (violation !== null) {
      counts.violations++;
      process.stdout.write(`seed ${seed}: ${input}: ${violation}\n`);
    }
    if (done % 100 === 0) {
      const seconds = Math.round((Date.now() - started) / 1000);
      process.stderr.write(`${done} of ${inputs} inputs in ${seconds} s, ${counts.violations} violations\n`);
    }
  };
  await checkInWorkers(
    { first: Number(values.seed), count: inputs },
    {
      workers: Number(values.workers),
      wholeAnalysisEvery: Number(values['whole-analysis-every']),
      ...(values.keep === undefined ? {} : { keep: values.keep }),
    },
    onOutcome,
  );
  process.stdout.write(
    `${inputs} inputs, ${counts.rejected} rejected with a message, ${counts.analyzed} analyzed, ${counts.violations} violations\n`,
  );
  if (counts.violations > 0) process.exitCode = 1;
}

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
