/**
 * Many anomalies in one hour, handled by the real functions and the real state machine on the local AWS.
 *
 *   npx tsx bench/anomalies/run.ts [--anomalies 500] [--changes-per-hour 5] [--concurrency 10]
 *
 * Needs what `node tools/setup-python.mjs` installs. Prints time, outcomes and what AWS would bill. Exits with 1 when an anomaly
 * was lost, handled twice, or changed beyond the cap.
 */
import { parseArgs } from 'node:util';
import { anomaliesAtOnce, type AtOnce } from './at-once';
import { costOf } from './cost';

const { values } = parseArgs({
  options: {
    anomalies: { type: 'string', default: '500' },
    'changes-per-hour': { type: 'string', default: '5' },
    concurrency: { type: 'string', default: '10' },
  },
});
/** A call takes a tenth here of what it takes on AWS, or less. */
const WAIT_SCALE = 0.1;
const anomalies = Number(values.anomalies);
const maxChangesPerHour = Number(values['changes-per-hour']);

async function main(): Promise<void> {
  const concurrency = Number(values.concurrency);
  const live = (text: string) => void (process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`));
  const seen = await anomaliesAtOnce({
    anomalies,
    maxChangesPerHour,
    concurrency,
    waitScale: WAIT_SCALE,
    onProgress: live,
  });
  live('');
  const { handling, again } = seen.seconds;
  print('anomalies in one hour', String(anomalies));
  print('handled', `${handling.toFixed(1)} s, ${(anomalies / handling).toFixed(1)} a second`);
  print('found again without a result', `${again.toFixed(1)} s`);
  print('functions at once', `${concurrency}; calls that had to wait: ${seen.usage.throttles}`);
  for (const [status, count] of countsOf(seen)) print(`  ${status}`, String(count));
  const costs = costOf(seen.usage);
  const total = costs.reduce((sum, { usd }) => sum + usd, 0);
  print(
    'on AWS',
    `${total.toFixed(4)} USD, ${((total / anomalies) * 1000).toFixed(2)} USD per 1000 anomalies`,
  );
  for (const { what, usd } of costs) print(`  ${usd.toFixed(4)} USD`, what);
  check(seen);
}

function countsOf({ findings }: AtOnce): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { status } of findings) counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function check(seen: AtOnce): void {
  const { findings, notifications, changedBuckets, changesByHour, executions } = seen;
  const [first, second] = seen.detections;
  verify(findings.length === anomalies, `${findings.length} findings`);
  verify(executions.length === anomalies, `${executions.length} executions`);
  verify(
    executions.every(({ status }) => status === 'SUCCEEDED'),
    'every execution succeeded',
  );
  verify(notifications.length === anomalies, `${notifications.length} messages`);
  verify(changedBuckets.length === new Set(changedBuckets).size, 'no bucket was changed twice');
  verify(
    changesByHour.every((changes) => changes <= maxChangesPerHour),
    `changes by clock hour: ${changesByHour.join(', ')}`,
  );
  verify(first.started === anomalies, 'detection started every anomaly');
  verify(second.started === 0, 'detection, run again, started none');
}

function verify(holds: boolean, sentence: string): void {
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${sentence}`);
  if (!holds) process.exitCode = 1;
}

function print(name: string, value: string): void {
  console.log(`${name.padEnd(32)} ${value}`);
}

void main().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
