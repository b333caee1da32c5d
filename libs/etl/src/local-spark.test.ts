import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startLocalSpark } from './local-spark';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'egress-spark-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A script in place of Python; it gets one request. */
function python(name: string, answer: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\nread request\n${answer}\n`);
  chmodSync(file, 0o755);
  return file;
}

it('says what to install where there is no Python with pyspark', () => {
  expect(() => startLocalSpark({ python: '/nowhere/python' })).toThrow(
    '/nowhere/python: not found; --engine spark needs Python with pyspark: node tools/setup-python.mjs installs it',
  );
});

it('tells of each day while the job runs, and returns them all', async () => {
  const report = {
    _aws: {},
    job: 'flow_log_aggregator',
    status: 'written',
    date: '2026-11-02',
    quarantined: 2,
  };
  const lines = [report, { ended: 'flow_log_aggregator', error: null }];
  const spark = startLocalSpark({
    python: python('fine', lines.map((line) => `echo '${JSON.stringify(line)}'`).join('\n')),
  });
  const told: unknown[] = [];
  const reports = await spark.run('flow_log_aggregator', ['--output', 'o/'], (each) => told.push(each));
  expect(reports).toMatchObject([{ status: 'written', quarantined: 2 }]);
  expect(told).toEqual(reports);
  spark.close();
});

it('throws what a job says where it fails', async () => {
  const line = JSON.stringify({ ended: 'cur_parser', error: 'bill.parquet: no column' });
  const spark = startLocalSpark({ python: python('failing', `echo '${line}'`) });
  await expect(spark.run('cur_parser', [])).rejects.toThrow('cur_parser: bill.parquet: no column');
  spark.close();
});

it('throws what is on stderr where Spark ends in a job', async () => {
  const spark = startLocalSpark({ python: python('ended', 'echo "out of memory" >&2') });
  await expect(spark.run('cur_parser', [])).rejects.toThrow(/Spark has ended in cur_parser:\nout of memory/);
  spark.close();
});
