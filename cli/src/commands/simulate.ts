import {
  FORMATS,
  LOG_LEVELS,
  SCENARIO_NAMES,
  SCENARIOS,
  simulate,
  type Format,
  type LogLevel,
  type ScenarioName,
  type Truth,
} from '@egress/simulator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { plainTable } from '../plain-table';
import { stderrProgress } from '../progress';

interface SimulateOptions {
  readonly out: string;
  readonly seed: number;
  readonly hours: number;
  readonly rate: number;
  readonly scenario: readonly (ScenarioName | 'quiet' | 'all')[];
  readonly format: readonly (Format | 'all')[];
  readonly logLevel: LogLevel;
  readonly start: number;
  readonly discount: number;
  readonly json: boolean;
}

const HOUR_SECONDS = 3_600;
const GB = 2 ** 30;

const HELP = `
Scenarios:
${SCENARIO_NAMES.map((name) => `  ${name.padEnd(27)}${SCENARIOS[name].description}`).join('\n')}
  quiet                      none of these (the default)
  all                        every one of these

Formats (the first of a line is the usual one; all writes every one, each in its own folder):
  flow logs    v5 (all 29 fields), v2 (default fields), custom (own field order, newer fields),
               headerless (v2), plain (v5, not compressed), parquet (v5, hive paths);
               tgw (the transit gateway's own, besides)
  S3 logs      s3-27, s3-26, s3-18 (number of fields)
  CloudFront   cloudfront-w3c, cloudfront-json, cloudfront-parquet
  bill         cur2-parquet, cur2-csv, cur-csv, cur-parquet, focus-1.0-csv, focus-1.0-parquet,
               focus-1.2-csv, focus-1.2-parquet

Examples:
  $ egress simulate --out ./example --scenario nat-to-s3-job cross-az-chatter
  $ egress simulate --out ./example --hours 168 --rate 20000 --scenario all --format v2 focus-1.2-csv`;

/** `egress simulate`: logs, bill and inventory of a made-up organisation, and the truth about them. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('write the logs, bill and inventory of a made-up organisation, and truth.json about them')
    .requiredOption('--out <dir>', 'the folder to fill; it must be empty or not there')
    .option('--seed <n>', 'the same seed gives the same files', wholeNumber, 1)
    .option('--hours <n>', 'how many hours of traffic', hourCount, 24)
    .option('--rate <records>', 'about how many flow-log records per hour', recordRate, 5_000)
    .addOption(
      new Option('--scenario <name...>', 'what goes wrong besides the ordinary')
        .choices([...SCENARIO_NAMES, 'quiet', 'all'])
        .default(['quiet']),
    )
    .addOption(
      new Option('--format <name...>', 'how it is written')
        .choices([...FORMATS, 'all'])
        .default([], 'see below'),
    )
    .addOption(
      new Option('--log-level <level>', 'what the flow logs are made on').choices(LOG_LEVELS).default('vpc'),
    )
    .addOption(
      new Option('--start <time>', 'the first hour')
        .argParser(fullHour)
        .default(fullHour('2026-11-02T00:00:00Z'), '2026-11-02T00:00:00Z'),
    )
    .option('--discount <share>', 'what the bill takes off list prices, e.g. 0.1', discountShare, 0)
    .option('--json', 'print truth.json instead of a summary', false)
    .addHelpText('after', HELP)
    .action(run);
}

async function run(options: SimulateOptions): Promise<void> {
  const { out, scenario, format, rate, json, ...rest } = options;
  const progress = stderrProgress();
  const truth = await simulate({
    ...rest,
    out,
    recordsPerHour: rate,
    scenarios: SCENARIO_NAMES.filter((name) => scenario.includes(name) || scenario.includes('all')),
    formats: FORMATS.filter((name) => format.includes(name) || format.includes('all')),
    onProgress: (done, total) => progress.update('simulating', done, total),
  }).finally(progress.stop);
  process.stdout.write(json ? `${JSON.stringify(truth, null, 2)}\n` : summaryOf(truth));
  process.stderr.write(`written: ${out}\n`);
}

function summaryOf({ window, records, classes, anomalies }: Truth): string {
  const rows = classes.map(({ class: name, bytes, usd }) => [name, (bytes / GB).toFixed(3), usd.toFixed(2)]);
  const table = plainTable(
    [{ head: 'class' }, { head: 'GB', align: 'right' }, { head: 'USD (list)', align: 'right' }],
    rows,
  );
  const happenings = anomalies.map(
    ({ scenario, entity, onset }) => `${scenario} of ${entity} from ${onset}\n`,
  );
  return `${window.start} to ${window.end}, ${records.total} flow-log records\n\n${table}${happenings.join('')}`;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function hourCount(value: string): number {
  const hours = wholeNumber(value);
  if (hours < 1) throw new InvalidArgumentError('It must be at least 1.');
  return hours;
}

function recordRate(value: string): number {
  const rate = Number(value);
  if (!(rate > 0) || !Number.isFinite(rate)) throw new InvalidArgumentError('It must be a number above 0.');
  return rate;
}

function discountShare(value: string): number {
  const share = Number(value);
  if (value.trim() === '' || !(share >= 0 && share < 1)) {
    throw new InvalidArgumentError('It must be at least 0 and below 1.');
  }
  return share;
}

function fullHour(value: string): number {
  const seconds = Date.parse(value) / 1000;
  if (seconds % HOUR_SECONDS !== 0)
    throw new InvalidArgumentError('It must be a full hour, e.g. 2026-11-01T00:00:00Z.');
  return seconds;
}
