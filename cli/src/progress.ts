import { SingleBar } from 'cli-progress';

/** Shows how far long work has come on stderr; silent where stderr is no terminal. */
export interface Progress {
  /** `done` of `total` in the unit that `label` names. */
  readonly update: (label: string, done: number, total: number) => void;
  readonly stop: () => void;
}

const WAIT_MS = 500;

export function stderrProgress(): Progress {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{label} {bar} {percentage}% | {duration_formatted}',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  const startedAt = Date.now();
  let isShown = false;
  return {
    update: (label, done, total) => {
      if (!process.stderr.isTTY) return;
      if (!isShown && Date.now() - startedAt < WAIT_MS) return;
      if (!isShown) bar.start(total, done, { label });
      isShown = true;
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop: () => {
      if (isShown) bar.stop();
    },
  };
}
