import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AnalysisDocument, EgressClass } from '@egress/contracts';
import { egress, egressJson } from './egress';

interface Truth {
  readonly classes: readonly { readonly class: EgressClass; readonly bytes: number; readonly usd: number }[];
}

const HOURS = 2;
const RATE = 3000;
const FORMATS = ['v2', 'headerless', 'v5', 'plain', 'custom', 'parquet'];
const SCENARIOS = [
  'quiet',
  'public-bucket-drained',
  'instance-exfiltrating',
  'nat-to-s3-job',
  'cross-az-chatter',
  'replication-misconfigured',
  'security-group-opened',
];

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'egress-e2e-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function simulate(name: string, ...options: readonly string[]): Promise<string> {
  const folder = path.join(root, name);
  const size = ['--hours', String(HOURS), '--rate', String(RATE)];
  const { exitCode, stderr } = await egress('simulate', '--out', folder, '--seed', '7', ...size, ...options);
  if (exitCode !== 0) throw new Error(stderr);
  return folder;
}

function analyze(folder: string, ...options: readonly string[]): Promise<AnalysisDocument> {
  const logs = ['flow-logs', 's3-access-logs', 'cloudfront'].map((name) => path.join(folder, name));
  return egressJson('analyze', ...logs, '--inventory', path.join(folder, 'inventory'), ...options);
}

const toCents = (usd: number): number => Math.round(usd * 100) / 100;

function expectTruth(document: AnalysisDocument, folder: string): void {
  const truth = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8')) as Truth;
  const expected = truth.classes.filter(({ bytes }) => bytes > 0);
  const byClass = <T extends { class: string }>(rows: readonly T[]) =>
    [...rows].sort((a, b) => a.class.localeCompare(b.class));
  expect(byClass(document.classes).map((row) => [row.class, row.bytes])).toEqual(
    byClass(expected).map((row) => [row.class, row.bytes]),
  );
  expect(byClass(document.classes).map((row) => [row.class, toCents(row.usd)])).toEqual(
    byClass(expected).map((row) => [row.class, toCents(row.usd)]),
  );
}

it.each(FORMATS)('finds the exact bytes and dollars of every class in %s flow logs', async (format) => {
  const folder = await simulate(`format-${format}`, '--format', format, '--scenario', 'all');
  expectTruth(await analyze(folder), folder);
});

it.each(SCENARIOS)('finds the exact bytes and dollars of every class in scenario %s', async (scenario) => {
  const folder = await simulate(`scenario-${scenario}`, '--scenario', scenario);
  expectTruth(await analyze(folder), folder);
});

it.each(['s3-18', 's3-26', 'cloudfront-json', 'cloudfront-parquet', 'tgw'])(
  'finds the exact bytes and dollars of every class with %s logs',
  async (format) => {
    const folder = await simulate(`format-${format}`, '--format', format);
    expectTruth(await analyze(folder), folder);
  },
);

const BILL_FORMATS = [
  'cur-csv',
  'cur-parquet',
  'cur2-csv',
  'cur2-parquet',
  'focus-1.0-csv',
  'focus-1.0-parquet',
  'focus-1.2-csv',
  'focus-1.2-parquet',
];

it.each(BILL_FORMATS)(
  'prices by the effective rates of a %s bill and leaves nothing unexplained',
  async (format) => {
    const folder = await simulate(`bill-${format}`, '--format', format, '--discount', '0.25');
    const list = await analyze(folder);
    const document = await analyze(folder, '--bill', path.join(folder, 'bills'));
    const priced = document.classes.filter(({ usd }) => usd > 0.01);
    expect(priced.length).toBeGreaterThan(5);
    for (const row of priced) {
      expect(row.rateSource).toBe('bill');
      const listUsd = list.classes.find((other) => other.class === row.class)?.usd ?? 0;
      expect(row.usd / listUsd).toBeCloseTo(0.75, 4);
    }
    for (const row of document.reconciliation) {
      expect(Math.abs(row.unexplainedUsd ?? 0)).toBeLessThan(0.005);
      if (row.billBytes !== null) expect(Math.abs(row.billBytes - row.flowBytes)).toBeLessThanOrEqual(2);
    }
  },
);

it('counts each record once when VPC, subnet and interface all log it', async () => {
  const folder = await simulate('levels', '--log-level', 'all', '--scenario', 'all');
  const document = await analyze(folder);
  expectTruth(document, folder);
  expect(document.quality.duplicates).toBeGreaterThan(HOURS * RATE);
});

it('gives the same answer when files and rows are shuffled', async () => {
  const folder = await simulate('shuffled', '--log-level', 'all');
  const inOrder = await analyze(folder);
  shuffleRecords(path.join(folder, 'flow-logs'));
  const shuffled = await analyze(folder);
  expectTruth(shuffled, folder);
  expect(shuffled.classes.map(({ class: name, bytes }) => [name, bytes])).toEqual(
    inOrder.classes.map(({ class: name, bytes }) => [name, bytes]),
  );
});

/** Deals all records out anew over the same files, in an order that a fixed generator makes. */
function shuffleRecords(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log.gz'))
    .map((name) => path.join(folder, name));
  const texts = files.map((file) => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n'));
  const header = texts[0]?.[0] ?? '';
  const records = texts.flatMap((lines) => lines.slice(1));
  let state = 12345;
  const next = () => (state = (state * 1103515245 + 12345) % 2 ** 31);
  const keyed = records.map((record) => [next(), record] as const).sort((a, b) => a[0] - b[0]);
  files.forEach((file, i) => {
    const own = keyed.filter((_, at) => at % files.length === i).map(([, record]) => record);
    writeFileSync(file, gzipSync(`${[header, ...own].join('\n')}\n`));
  });
}
