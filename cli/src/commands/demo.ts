import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { simulate, SCENARIO_NAMES, type Truth } from '@egress/simulator';
import { Command } from 'commander';
import { stderrProgress } from '../progress';
import { analyze } from './analyze';

interface DemoOptions {
  readonly out: string;
  readonly json: boolean;
}

const HOURS = 24;
const RECORDS_PER_HOUR = 20_000;
const SEED = 2026;
const START = Date.UTC(2026, 10, 1) / 1000;

/** `egress demo`: a day of a simulated organisation, analyzed with its bill and inventory, ending in the report. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('simulate a day of a small organisation and analyze it, with its bill and inventory')
    .option('--out <dir>', 'folder for the simulated files and the report; replaced', 'demo-output')
    .option('--json', 'print the analysis as one JSON document instead of tables', false)
    .action(demo);
}

async function demo({ out, json }: DemoOptions): Promise<void> {
  const data = path.join(out, 'data');
  await simulateDay(data);
  const inputs = ['flow-logs', 's3-access-logs', 'cloudfront'].map((name) => path.join(data, name));
  await analyze(inputs, {
    bill: [path.join(data, 'bills')],
    inventory: path.join(data, 'inventory'),
    keepGoing: false,
    report: path.join(out, 'report.html'),
    out: path.join(out, 'tables'),
    json,
  });
}

async function simulateDay(folder: string): Promise<Truth> {
  if (existsSync(folder) && !existsSync(path.join(folder, 'truth.json'))) {
    throw new Error(
      `${folder} is there and not from a demo: give another folder with --out, nothing was deleted`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  const progress = stderrProgress();
  process.stderr.write(`simulating ${HOURS} hours of traffic in ${folder} …\n`);
  return simulate({
    out: folder,
    seed: SEED,
    hours: HOURS,
    recordsPerHour: RECORDS_PER_HOUR,
    scenarios: SCENARIO_NAMES,
    formats: [],
    logLevel: 'vpc',
    start: START,
    discount: 0,
    onProgress: (done, total) => progress.update('simulating', done, total),
  }).finally(progress.stop);
}
