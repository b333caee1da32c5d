import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { EtlSummary } from '@egress/etl';
import { simulate } from '@egress/simulator';
import { main } from '../main';

let folder: string;
let input: string[];
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-etl-'));
  const simulated = path.join(folder, 'simulated');
  await simulate({
    ...{ out: simulated, seed: 1, hours: 1, recordsPerHour: 60, start: Date.UTC(2026, 10, 2) / 1000 },
    ...{ scenarios: [], formats: ['v5'], logLevel: 'vpc', discount: 0 },
  });
  const [logs, bills, inventory] = ['flow-logs', 'bills', 'inventory'].map((name) =>
    path.join(simulated, name),
  );
  input = [logs!, '--bill', bills!, '--inventory', inventory!];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function etl(...args: string[]) {
  const [stdout, stderr] = [jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write')];
  [stdout, stderr].forEach((stream) => stream.mockReturnValue(true));
  try {
    const exitCode = await main(['etl', ...args]);
    const textOf = (stream: jest.SpyInstance) => stream.mock.calls.map(([text]) => text).join('');
    return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
  } finally {
    [stdout, stderr].forEach((stream) => stream.mockRestore());
  }
}

it('writes each table as a folder of its name, and replaces those of earlier runs where it succeeds', async () => {
  const out = path.join(folder, 'tables');
  const first = await etl(...input, '--out', out, '--json');
  expect(first.exitCode).toBe(0);
  const { tables, ...summary } = JSON.parse(first.stdout) as EtlSummary;
  expect(summary).toMatchObject({ engine: 'duckdb', malformed: 0 });
  expect(tables.map(({ table }) => table)).toEqual(['egress_hourly', 'egress_cost_daily']);
  expect(readdirSync(path.join(out, 'egress_hourly'))).toEqual(['date=2026-11-02']);
  const files = readdirSync(out, { recursive: true });

  const damaged = damagedLog();
  const second = await etl(...input, damaged, '--out', out);
  expect(second).toMatchObject({ exitCode: 1, stdout: '' });
  expect(second.stderr).toContain(damaged);
  expect(readdirSync(out, { recursive: true })).toEqual(files);

  await etl(input[0]!, '--out', out);
  expect(readdirSync(out)).toEqual(['egress_hourly']);
});

/** A log whose checksum is of other data. */
function damagedLog(): string {
  const file = path.join(folder, 'damaged.log.gz');
  const logs = readdirSync(input[0]!, { recursive: true, encoding: 'utf8' });
  const bytes = readFileSync(
    path.join(
      input[0]!,
      logs.find((name) => name.endsWith('.gz'))!,
    ),
  );
  writeFileSync(file, Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(8, 1)]));
  return file;
}

it.each([
  ['no folder to write to', ['logs']],
  ['an engine that there is not', ['logs', '--out', 'tables', '--engine', 'hive']],
  ['nothing to read', ['--out', 'tables']],
])('is wrong usage with %s', async (_, args) => {
  expect((await etl(...args)).exitCode).toBe(2);
  expect(existsSync('tables')).toBe(false);
});
