/**
 * Measures `egress analyze` against limits in the same run: decompressing the same files on all cores, and
 * flowlogs-reader's aggregation of the same files.
 *
 *   npx tsx bench/analyze/run.ts [--records 10000000] [--rounds 3] [--times 1] [--without-peer] [--keep DIR]
 *
 * What is compared is measured in turn, and the median of the rounds counts. `--times 10` analyses ten times the data
 * as well and compares peak memory and time. Needs Linux, gzip, xargs and (unless --without-peer) Python with a virtual
 * environment of its own, made from requirements.txt.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '@egress/detector';
import { measure, type Measurement } from './measure';
import { peerPython } from './peer-python';

const EGRESS = path.resolve(__dirname, '../../cli/bin/egress.js');
const RECORDS_PER_HOUR = 1_000_000;
/** The simulated organisation sleeps at night: a run of some hours makes fewer records than its daily mean. */
const NIGHT = 1.45;

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '10000000' },
    times: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    'without-peer': { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const records = Number(values.records);
  const folder = values.keep ?? mkdtempSync(path.join(os.tmpdir(), 'egress-bench-'));
  try {
    const text = await simulate(path.join(folder, 'text'), records, 'v5');
    const parquet = await simulate(path.join(folder, 'parquet'), records, 'parquet');
    const textFiles = filesBelow(path.join(text, 'flow-logs'));
    const rounds: Round[] = [];
    while (rounds.length < Number(values.rounds)) {
      process.stderr.write(`round ${rounds.length + 1} of ${values.rounds} …\n`);
      rounds.push({
        unzip: await decompress(textFiles),
        text: await analyze(text),
        parquet: await analyze(parquet),
      });
    }
    const texts = rounds.map((round) => round.text);
    const found = recordsIn(texts[0]);
    print('records', found.toLocaleString('en'));
    printTimes(
      'decompress on all cores',
      rounds.map(({ unzip }) => unzip),
    );
    printTimes('egress analyze, text', texts, found);
    printRatios(
      'against decompression (limit 4)',
      rounds.map((round) => [round.text, round.unzip]),
    );
    printTimes(
      'egress analyze, Parquet',
      rounds.map((round) => round.parquet),
      found,
    );
    printRatios(
      'text against Parquet (at least 5)',
      rounds.map((round) => [round.text, round.parquet]),
    );

    if (!values['without-peer']) await compareWithPeer(textFiles, text, found);
    if (Number(values.times) > 1) await compareLarger(folder, records, Number(values.times), texts);
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Measured one after the other, so that a busy moment of the machine does not make one of them look slow. */
interface Round {
  readonly unzip: Measurement;
  readonly text: Measurement;
  readonly parquet: Measurement;
}

async function compareWithPeer(files: readonly string[], text: string, found: number): Promise<void> {
  const script = path.join(__dirname, 'flowlogs-reader.py');
  const before = await analyze(text);
  const peer = await measure(await peerPython(), [script, ...files]);
  const after = await analyze(text);
  printTimes('flowlogs-reader aggregate', [peer], found);
  printRatios('against egress analyze (at least 20)', [
    [peer, before],
    [peer, after],
  ]);
}

async function compareLarger(
  folder: string,
  records: number,
  times: number,
  small: readonly Measurement[],
): Promise<void> {
  const large = await analyze(await simulate(path.join(folder, `text-${times}`), records * times, 'v5'));
  const found = recordsIn(large);
  printTimes(`egress analyze, text × ${times}`, [large], found);
  const more = (found / recordsIn(small[0])).toFixed(2);
  printRatios(
    `time for ${more} × the records`,
    small.map((one) => [large, one]),
  );
  print(
    '  peak memory against × 1 (at most 1)',
    (large.peakMiB / median(small.map(({ peakMiB }) => peakMiB))).toFixed(2),
  );
}

/** Simulates once per folder: with --keep a second run measures the same files. */
async function simulate(folder: string, records: number, format: string): Promise<string> {
  const done = path.join(folder, 'done');
  if (existsSync(done)) return folder;
  const hours = Math.ceil((NIGHT * records) / RECORDS_PER_HOUR);
  process.stderr.write(`simulating ${records.toLocaleString('en')} records as ${format} …\n`);
  const args = [
    '--seed',
    '1',
    '--hours',
    String(hours),
    '--rate',
    String(RECORDS_PER_HOUR),
    '--format',
    format,
  ];
  mkdirSync(folder, { recursive: true });
  await measure('node', [EGRESS, 'simulate', '--out', folder, ...args]);
  writeFileSync(done, '');
  return folder;
}

function analyze(folder: string): Promise<Measurement> {
  const inventory = path.join(folder, 'inventory');
  return measure('node', [
    EGRESS,
    'analyze',
    path.join(folder, 'flow-logs'),
    '--inventory',
    inventory,
    '--json',
  ]);
}

function decompress(files: readonly string[]): Promise<Measurement> {
  const script = `printf '%s\\0' "$@" | xargs -0 -P ${os.availableParallelism()} -n 1 gzip -dc > /dev/null`;
  return measure('bash', ['-c', script, 'decompress', ...files]);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function recordsIn(analysis: Measurement | undefined): number {
  return (JSON.parse(analysis?.stdout ?? '') as { quality: { records: number } }).quality.records;
}

function printTimes(name: string, runs: readonly Measurement[], records?: number): void {
  const seconds = median(runs.map((run) => run.seconds));
  const speed =
    records === undefined ? '' : `, ${Math.round(records / seconds).toLocaleString('en')} records/s`;
  const peak =
    records === undefined ? '' : `, peak ${Math.round(Math.max(...runs.map(({ peakMiB }) => peakMiB)))} MiB`;
  print(name, `${seconds.toFixed(2)} s${speed}${peak}`);
}

/** Their median, and each of them. */
function printRatios(name: string, pairs: readonly (readonly [Measurement, Measurement])[]): void {
  const ratios = pairs.map(([a, b]) => a.seconds / b.seconds).sort((a, b) => a - b);
  const all = ratios.length > 1 ? ` (${ratios.map((each) => each.toFixed(2)).join(', ')})` : '';
  print(`  ${name}`, `${median(ratios).toFixed(2)} ×${all}`);
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(42)} ${value}\n`);
}

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
