/**
 * Measures what it costs the Glue jobs when half of the records are of one network interface, as of a NAT gateway that all
 * go through: the same records once as they are, and once with every second one given to that interface.
 *
 *   npx tsx bench/etl/skew.ts [--records 800000] [--rounds 3]
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startLocalSpark } from '@egress/etl';
import { measureJobs, simulateDay } from './measure-jobs';

/** What tells one sender from others; the rest of a record stays, so that there are no fewer of them. */
const SENDER = [
  'interface-id',
  'srcaddr',
  'pkt-srcaddr',
  'vpc-id',
  'subnet-id',
  'instance-id',
  'az-id',
  'region',
];

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '800000' },
    rounds: { type: 'string', default: '3' },
  },
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-skew-'));
  const spark = startLocalSpark();
  try {
    const input = path.join(folder, 'input');
    await simulateDay(input, Number(values.records));
    const [even, skewed] = [path.join(input, 'flow-logs'), path.join(folder, 'skewed')];
    skew(even, skewed);
    const out = path.join(folder, 'out');
    // The first run compiles what all the others use.
    await measureJobs(spark, input, out);
    const times = { even: Infinity, skewed: Infinity };
    for (let round = 0; round < Number(values.rounds); round++) {
      const [a, b] = [
        await measureJobs(spark, input, out, even),
        await measureJobs(spark, input, out, skewed),
      ];
      print(
        `even ${a.cpuSeconds.toFixed(1)} s CPU (${a.seconds.toFixed(1)} s), skewed ${b.cpuSeconds.toFixed(1)} s (${b.seconds.toFixed(1)} s)`,
      );
      times.even = Math.min(times.even, a.cpuSeconds);
      times.skewed = Math.min(times.skewed, b.cpuSeconds);
    }
    print(`skewed against even, the best of each (at most 1.3): ${(times.skewed / times.even).toFixed(2)}`);
  } finally {
    spark.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies the logs; every second record gets the sender of the busiest interface. Throws where nothing was changed. */
function skew(from: string, to: string): void {
  const names = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.gz'),
  );
  const logs = names.map((name) => ({ name, lines: linesOf(path.join(from, name)) }));
  const [busiest] = logs.sort((a, b) => b.lines.length - a.lines.length);
  const sender = busiest && senderOf(busiest.lines);
  if (sender === undefined) throw new Error(`${from}: holds no records`);
  for (const { name, lines } of logs) {
    const [header = '', ...records] = lines;
    const columns = header.split(' ').flatMap((field, i) => (SENDER.includes(field) ? [i] : []));
    const rows = records.map((record, number) => {
      const fields = record.split(' ');
      if (number % 2 === 1) for (const column of columns) fields[column] = sender[column] ?? '-';
      return fields.join(' ');
    });
    const target = path.join(to, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, gzipSync([header, ...rows, ''].join('\n')));
  }
}

function linesOf(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
}

/** The fields of a record of the interface that has most records. */
function senderOf([header = '', ...records]: readonly string[]): string[] | undefined {
  const column = header.split(' ').indexOf('interface-id');
  const counts = new Map<string, number>();
  const rows = records.map((record) => record.split(' '));
  for (const row of rows) counts.set(row[column] ?? '', (counts.get(row[column] ?? '') ?? 0) + 1);
  const [busiest] = [...counts].sort(([, a], [, b]) => b - a);
  return rows.find((row) => row[column] === busiest?.[0]);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
