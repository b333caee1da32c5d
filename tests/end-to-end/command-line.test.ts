import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { egress, egressJson } from './egress';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'egress-cli-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const COMMANDS = ['analyze', 'inventory', 'prices', 'ip-ranges', 'serve-endpoint', 'simulate', 'demo'];

it.each(COMMANDS)(
  '%s has --help, with --json among the options of it or its subcommands',
  async (command) => {
    const { exitCode, stdout } = await egress(command, '--help');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Usage: egress');
    if (command !== 'ip-ranges') expect(stdout).toContain('--json');
  },
);

it.each([
  ['no command', []],
  ['an unknown command', ['analyse']],
  ['an unknown option', ['analyze', '--jsn', '.']],
  ['nothing to analyze', ['analyze']],
  ['an unknown scenario', ['simulate', '--out', 'x', '--scenario', 'nope']],
  ['an unknown region', ['prices', '--region', 'us-moon-1']],
  ['a port that is none', ['serve-endpoint', '--port', '65536']],
])('calls %s wrong usage', async (_, args) => {
  const { exitCode, stdout, stderr } = await egress(...args);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toBe('');
});

it('fails with the name of a file that is not there, and prints no data', async () => {
  const { exitCode, stdout, stderr } = await egress('analyze', path.join(root, 'missing.log'), '--json');
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('missing.log: does not exist');
});

it('turns an unreadable file into a warning with --keep-going', async () => {
  const { exitCode, stdout, stderr } = await egress(
    ...['analyze', path.join(root, 'missing.log'), '--keep-going', '--json'],
  );
  expect(exitCode).toBe(0);
  expect(stderr).toContain('warning: ');
  expect(JSON.parse(stdout)).toMatchObject({ quality: { records: 0 } });
});

it('prints a document that fits the shipped JSON Schema, and writes report and tables', async () => {
  const data = path.join(root, 'data');
  await egress('simulate', '--out', data, '--hours', '2', '--rate', '2000', '--scenario', 'all');
  const [report, tables] = [path.join(root, 'report.html'), path.join(root, 'tables')];
  const logs = ['flow-logs', 's3-access-logs', 'cloudfront', 'inventory'].map((name) =>
    path.join(data, name),
  );
  const document = await egressJson<object>(
    ...['analyze', ...logs, '--bill', path.join(data, 'bills'), '--report', report, '--out', tables],
  );
  const schema = JSON.parse(
    readFileSync(require.resolve('@egress/contracts/analysis.schema.json'), 'utf8'),
  ) as object;
  const validate = new Ajv2020({ strict: false }).compile(schema);
  expect(validate(document) ? [] : validate.errors).toEqual([]);
  expect(readFileSync(report, 'utf8')).toContain('<!doctype html>');
  const again = await egressJson<{ inputs: { kind: string }[] }>('analyze', ...logs);
  expect(new Set(again.inputs.map(({ kind }) => kind))).toEqual(
    new Set(['vpc-flow-logs', 's3-access-logs', 'cloudfront-logs', 'inventory']),
  );
});

it('tells the classes of a bill without any log, to the sum of the bill', async () => {
  const bill = path.join(root, 'focus.csv');
  writeFileSync(
    bill,
    [
      'ChargeCategory,ChargePeriodStart,ChargePeriodEnd,ProviderName,ServiceName,RegionId,SubAccountId,x_UsageType,x_Operation,ConsumedQuantity,ConsumedUnit,BilledCost,EffectiveCost,ListCost,BillingCurrency',
      'Usage,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,AWS,Amazon Elastic Compute Cloud,us-east-1,111111111111,DataTransfer-Out-Bytes,RunInstances,10,GB,0.9,0.9,0.9,USD',
      'Usage,2026-11-01T00:00:00Z,2026-11-01T01:00:00Z,AWS,Amazon Elastic Compute Cloud,us-east-1,111111111111,NatGateway-Bytes,NatGateway,100,GB,4.5,4.5,4.5,USD',
    ].join('\n'),
  );
  const document = await egressJson<{ classes: { class: string; bytes: number; usd: number }[] }>(
    ...['analyze', '--bill', bill],
  );
  expect(document.classes).toMatchObject([
    { class: 'internet', bytes: 10 * 2 ** 30, usd: 0.9, rateSource: 'bill' },
    { class: 'nat_processing', bytes: 100 * 2 ** 30, usd: 4.5, rateSource: 'bill' },
  ]);
});
