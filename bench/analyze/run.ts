/**
 * Measures `egress analyze` against limits in the same run: decompressing the same files on all cores, and
 * flowlogs-reader's aggregation of the same files.
 *
 *   npx tsx bench/analyze/run.ts [--records 10000000] [--times 1] [--without-peer] [--keep DIR]
 *
 * `--times 10` analyses ten times the data as well and compares peak memory and time. Needs Linux, gzip, xargs and
 * (unless --without-peer) Python with a virtual environment of its own, made from requirements.txt.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
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
    'without-peer': { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const records = Number(values.records);
  const folder = values.keep ?? mkdtempSync(path.join(os.tmpdir(), 'egress-bench-'));
  try {
    const text = await simulate(path.join(folder, 'text'), records, 'v5');
    const textFiles = filesBelow(path.join(text, 'flow-logs'));
    const unzip = await decompress(textFiles);
    const analysis = await analyze(text);
    const found = (JSON.parse(analysis.stdout) as { quality: { records: number } }).quality.records;
    print('records', found.toLocaleString('en'));
    print('decompress on all cores', seconds(unzip));
    print(
      'egress analyze, text',
      `${seconds(analysis)}, ${perSecond(found, analysis)}, peak ${mib(analysis)}`,
    );
    print('  against decompression (limit 4)', ratio(analysis, unzip));

    const parquet = await analyze(await simulate(path.join(folder, 'parquet'), records, 'parquet'));
    print('egress analyze, Parquet', `${seconds(parquet)}, peak ${mib(parquet)}`);
    print('  text against Parquet (at least 5)', ratio(analysis, parquet));

    if (!values['without-peer']) {
      const peer = await measure(await peerPython(), [
        path.join(__dirname, 'flowlogs-reader.py'),
        ...textFiles,
      ]);
      print('flowlogs-reader aggregate', `${seconds(peer)}, ${perSecond(found, peer)}`);
      print('  against egress analyze (at least 20)', ratio(peer, analysis));
    }
    if (Number(values.times) > 1) await compareLarger(folder, records, Number(values.times), analysis);
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function compareLarger(
  folder: string,
  records: number,
  times: number,
  small: Measurement,
): Promise<void> {
  const large = await analyze(await simulate(path.join(folder, `text-${times}`), records * times, 'v5'));
  print(`egress analyze, text × ${times}`, `${seconds(large)}, peak ${mib(large)}`);
  print(`  time against × 1 (linear: ${times})`, ratio(large, small));
  print('  peak memory against × 1 (at most 1)', (large.peakMiB / small.peakMiB).toFixed(2));
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

const seconds = (m: Measurement): string => `${m.seconds.toFixed(2)} s`;
const mib = (m: Measurement): string => `${Math.round(m.peakMiB)} MiB`;
const ratio = (a: Measurement, b: Measurement): string => `${(a.seconds / b.seconds).toFixed(2)} ×`;
const perSecond = (n: number, m: Measurement): string =>
  `${Math.round(n / m.seconds).toLocaleString('en')} records/s`;
const print = (name: string, value: string): void =>
  void process.stdout.write(`${name.padEnd(42)} ${value}\n`);

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
