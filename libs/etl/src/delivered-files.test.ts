import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DetectedFile } from '@egress/inputs';
import { linkBills, linkFlowLogs } from './delivered-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-links-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, format = 'text.gz', parquetColumns: string[] | null = null): DetectedFile {
  const localPath = path.join(folder, `copy-of-${name.replaceAll('/', '_')}`);
  writeFileSync(localPath, name);
  const detection = { kind: 'vpc-flow-logs', format } as const;
  return { path: name, localPath, size: 1, compression: 'gzip', parquetColumns, detection };
}

function linked(): string[] {
  return readdirSync(path.join(folder, 'links'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[a-z]+$/.test(name))
    .sort();
}

it('finds the day, account and region of a log in each layout, and in its bare name', () => {
  const name = '111122223333_vpcflowlogs_eu-west-1_fl-1_20261103T0705Z_c4f6a1b2.log.gz';
  const files = [
    file(`/a/AWSLogs/111122223333/vpcflowlogs/eu-west-1/2026/11/02/one.log.gz`),
    file(
      `/b/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/month=11/day=04/hour=07/two.log.gz`,
    ),
    file(`/c/${name}`),
  ];
  expect(linkFlowLogs(files, path.join(folder, 'links'))).toEqual({
    first: '2026-11-02',
    last: '2026-11-04',
  });
  expect(linked()).toEqual([
    'AWSLogs/0/111122223333/vpcflowlogs/eu-west-1/2026/11/02/one.log.gz',
    'AWSLogs/1/111122223333/vpcflowlogs/eu-west-1/2026/11/04/two.log.gz',
    `AWSLogs/2/111122223333/vpcflowlogs/eu-west-1/2026/11/03/${name}`,
  ]);
});

it('believes the name that AWS gave a file, not the folder of a download', () => {
  const name = '111122223333_vpcflowlogs_eu-west-1_fl-1_20261102T0705Z_c4f6a1b2.log.gz';
  const links = path.join(folder, 'links');
  expect(linkFlowLogs([file(`/exports/2026/11/20/${name}`)], links).first).toBe('2026-11-02');
});

it('keeps two files of one name apart', () => {
  const files = ['x', 'y'].map((each) => file(`/${each}/vpcflowlogs/eu-west-1/2026/11/02/same.log`));
  linkFlowLogs(files, path.join(folder, 'links'));
  const contents = linked().map((each) => readFileSync(path.join(folder, 'links', each), 'utf8'));
  expect(contents).toEqual(files.map((each) => each.path));
});

it('refuses a log whose path does not tell its day, by name', () => {
  expect(() => linkFlowLogs([file('/logs/custom.log')], path.join(folder, 'links'))).toThrow(
    '/logs/custom.log: the path does not tell the day',
  );
});

it('takes CUR 2.0 in Parquet, deliveries of one export together, and refuses other bills by name', () => {
  const cur2 = file('/bills/data/BILLING_PERIOD=2026-11/cur.parquet', 'CUR 2.0 parquet', ['a']);
  expect(linkBills([cur2], path.join(folder, 'links'))).toEqual({ first: '2026-11', last: '2026-11' });
  expect(linked()).toEqual(['0/data/BILLING_PERIOD=2026-11/cur.parquet']);
  const runs = ['run1', 'run2'].map((run) =>
    file(`/bills/data/BILLING_PERIOD=2026-11/${run}/cur.parquet`, 'CUR 2.0 parquet', ['a']),
  );
  linkBills(runs, path.join(folder, 'links/runs'));
  expect(linked().slice(1)).toEqual([
    'runs/0/data/BILLING_PERIOD=2026-11/run1/cur.parquet',
    'runs/0/data/BILLING_PERIOD=2026-11/run2/cur.parquet',
  ]);
  const focus = file('/bills/focus/BILLING_PERIOD=2026-11/focus.csv', 'FOCUS 1.2 csv');
  expect(() => linkBills([focus], path.join(folder, 'other'))).toThrow('/bills/focus');
});
