import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMALL_DATA_SETTINGS } from '../parity/index';
import { DAYS, type KilledInput } from './killed-input';

const PYTHON = path.resolve(__dirname, '../../../.venv/bin/python');
const SETTINGS = {
  ...SMALL_DATA_SETTINGS,
  // As above, for expressions; and a process that lives for a minute gains nothing by the second compiler.
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.ui.showConsoleProgress': 'false',
  'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
};
const KEPT_STDERR = 2_000;

export interface JobsOutcome {
  readonly status: 'ended' | 'killed' | 'failed';
  /** What a job said, or the last words of the process. */
  readonly fault: string;
}

/** Python and the JVM that it starts, in a process group of their own. */
export interface JobProcess {
  readonly outcome: Promise<JobsOutcome>;
  readonly hasEnded: () => boolean;
  /** Kills both at once, as SIGKILL does; they are gone when this returns. */
  readonly kill: () => Promise<void>;
}

/** Starts the jobs of the bill, the logs and the features, one after another, as `egress etl --engine spark` does. */
export function startJobs(input: KilledInput, output: string): JobProcess {
  const conf = Object.entries(SETTINGS).flatMap(([key, value]) => ['--conf', `${key}=${value}`]);
  const child = spawn(PYTHON, [path.join(input.scripts, 'local_jobs.py'), ...conf], { detached: true });
  const group = -(child.pid ?? Number.NaN);
  const killGroup = () => {
    if (isAlive(group)) process.kill(group, 'SIGKILL');
  };
  process.once('exit', killGroup);
  child.stdin.on('error', () => undefined); // It is killed before it reads.
  child.stdin.end(requests(input, `${output}/`));
  let hasEnded = false;
  const outcome = outcomeOf(child).finally(() => {
    hasEnded = true;
    process.off('exit', killGroup);
  });
  return {
    outcome,
    hasEnded: () => hasEnded,
    kill: async () => {
      killGroup();
      await outcome;
      while (isAlive(group)) await sleep(5);
    },
  };
}

function requests({ logs, bills }: KilledInput, output: string): string {
  const [first, last] = DAYS;
  const dates = ['--from-date', first, '--to-date', last];
  const months = ['--from-month', first.slice(0, 7), '--to-month', last.slice(0, 7)];
  const out = ['--output', output, '--staging', `${output}staging/`];
  const reference = ['--reference', `${output}reference/`];
  const until = ['--until', '2026-11-04T00:00Z'];
  return [
    { job: 'cur_parser', arguments: ['--bills', `${bills}/`, ...months, ...out, ...reference] },
    { job: 'flow_log_aggregator', arguments: ['--flow-logs', `${logs}/`, ...dates, ...out, ...reference] },
    { job: 'feature_builder', arguments: ['--vectors', `${output}vectors/`, ...dates, ...out, ...until] },
  ]
    .map((request) => `${JSON.stringify(request)}\n`)
    .join('');
}

async function outcomeOf(child: ChildProcess): Promise<JobsOutcome> {
  const faults: string[] = [];
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString()}`.slice(-KEPT_STDERR);
  });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { ended, error } = JSON.parse(line) as { ended?: string; error?: string | null };
      if (ended !== undefined && typeof error === 'string') faults.push(`${ended}: ${error}`);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const isKilled = signal === 'SIGKILL';
      if (code !== 0 && !isKilled) faults.push(`Spark has ended with ${signal ?? `code ${code}`}: ${stderr}`);
      const status = faults.length > 0 ? 'failed' : isKilled ? 'killed' : 'ended';
      resolve({ status, fault: faults.join('; ') });
    });
  });
}

/** Whether any process of the group is left. */
function isAlive(group: number): boolean {
  try {
    process.kill(group, 0);
    return true;
  } catch {
    return false;
  }
}
