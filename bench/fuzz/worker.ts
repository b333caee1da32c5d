import { openFuzzer, type Outcome } from './fuzzer';

/** What the parent asks for first, then one seed at a time. */
export interface WorkerOptions {
  readonly wholeAnalysisEvery: number;
  readonly keep?: string;
}

export type WorkerMessage = 'ready' | Outcome;

async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;
  const fuzzer = await openFuzzer(options);
  const tell = (message: WorkerMessage): void => void process.send?.(message);
  process.on('message', (seed: number) => void fuzzer.check(seed).then(tell));
  process.on('disconnect', () => {
    fuzzer.close();
    process.exit();
  });
  tell('ready');
}

void main();
