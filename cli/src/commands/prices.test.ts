import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadPriceBook } from '@egress/prices';
import { pricesCommand } from './prices';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-cli-'));
  process.env['XDG_DATA_HOME'] = folder;
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['XDG_DATA_HOME'];
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => {
  const command = pricesCommand().exitOverride();
  return command.configureOutput({ writeErr: () => {} }).parseAsync(args, { from: 'user' });
};

it('prints a region within 80 columns, with tiers, sources and their dates', async () => {
  await run('--region', 'us-east-1');
  expect(printed).toMatch(/^internet +us-east-1 +10–50 TB +0\.085\/GB +ec2$/m);
  expect(printed).toMatch(/^ec2 +\d{4}-\d{2}-\d{2} +https:\/\/aws\.amazon\.com\//m);
});

it('keeps the whole book within 80 columns', async () => {
  await run();
  expect(printed.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('marks prices that were not checked against their source', async () => {
  await run('--region', 'eu-central-1');
  expect(printed).toMatch(/^NAT gateway +eu-central-1 +0\.052\/hour +vpc \?$/m);
  expect(printed).toContain('? not checked against the source');
});

it('prints JSON and nothing else with --json', async () => {
  await run('--region', 'sa-east-1', '--json');
  const { asOf, prices } = JSON.parse(printed);
  expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(prices[0]).toMatchObject({
    item: 'internet',
    region: 'sa-east-1',
    usd: 0.15,
    per: 'GB',
    verified: true,
  });
});

it('shows the refreshed book where there is one', async () => {
  mkdirSync(path.join(folder, 'egress'));
  writeFileSync(
    path.join(folder, 'egress', 'price-book.json'),
    JSON.stringify({ ...loadPriceBook(), asOf: '2031-01-01' }),
  );
  await run('--json');
  expect(JSON.parse(printed).asOf).toBe('2031-01-01');
});

it('refuses a region that AWS does not have', async () => {
  await expect(run('--region', 'us-east-9')).rejects.toThrow(/no prices for region "us-east-9"/);
});
