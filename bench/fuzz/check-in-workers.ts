import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Outcome } from './fuzzer';
import type { WorkerMessage, WorkerOptions } from './worker';

/** No tiny input takes a tenth of it, also on a slow machine. */
const TIME_LIMIT_SECONDS = 30;

interface Seeds {
  readonly first: number;
  readonly count: number;
}

/**
 * Checks the inputs of consecutive seeds in processes of their own, because an input might end its process or never
 * come to an end: both are violations, and the others go on in a new process.
 */
export async function checkInWorkers(
  seeds: Seeds,
  { workers, ...options }: WorkerOptions & { readonly workers: number },
  onOutcome: (outcome: Outcome, done: number) => void,
): Promise<void> {
  let next = seeds.first;
  let done = 0;
  const nextSeed = (): number | null => (next < seeds.first + seeds.count ? next++ : null);
  const work = async (): Promise<void> => {
    for (let worker = await startWorker(options), seed = nextSeed(); ; seed = nextSeed()) {
      if (seed === null) return worker.disconnect();
      const outcome = await checkIn(worker, seed);
      onOutcome(outcome, ++done);
      if (worker.exitCode !== null || worker.signalCode !== null) worker = await startWorker(options);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

async function startWorker(options: WorkerOptions): Promise<ChildProcess> {
  const worker = fork(path.join(__dirname, 'worker.ts'), [JSON.stringify(options)]);
  await answer(worker);
  return worker;
}

async function checkIn(worker: ChildProcess, seed: number): Promise<Outcome> {
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    worker.kill('SIGKILL');
  }, TIME_LIMIT_SECONDS * 1000);
  try {
    worker.send(seed);
    return (await answer(worker)) as Outcome;
  } catch (error) {
    const violation = hangs ? `hangs: no end after ${TIME_LIMIT_SECONDS} s` : (error as Error).message;
    return { seed, input: 'unknown', result: 'analyzed', violation };
  } finally {
    clearTimeout(timer);
  }
}

/** The worker's next message; rejects when its process ends. */
function answer(worker: ChildProcess): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      worker.off('exit', onExit);
      resolve(message as WorkerMessage);
    };
    const onExit = (code: number | null, signal: string | null): void => {
      worker.off('message', onMessage);
      reject(new Error(`the process ended with ${signal ?? `exit code ${code}`}`));
    };
    worker.once('message', onMessage);
    worker.once('exit', onExit);
  });
}
