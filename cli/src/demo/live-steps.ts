import ora from 'ora';

/** How far a step is: `done` of `total` of what the label names. */
export type ReportProgress = (label: string, done: number, total: number) => void;

/** One thing that the demo does. */
export interface DemoStep<T> {
  readonly title: string;
  readonly work: (onProgress: ReportProgress) => T | Promise<T>;
  /** What came of it, in a line or more. */
  readonly outcome: (result: T) => string;
}

/** Does a step and shows it. Returns or throws what the step does. */
export type RunStep = <T>(step: DemoStep<T>) => Promise<T>;

export interface LiveSteps {
  readonly run: RunStep;
  /** The steps that were done, in their order. */
  readonly done: readonly { readonly title: string; readonly seconds: number }[];
}

const TICK_MS = 200;

/**
 * Shows steps on stderr: on a terminal with a spinner, the seconds and how far each is, elsewhere with a line at its start and
 * one at its end.
 */
export function liveSteps(): LiveSteps {
  const done: { title: string; seconds: number }[] = [];
  const run: RunStep = async ({ title, work, outcome }) => {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const heading = () => `${title}, ${seconds().toFixed(1)} s`;
    let progress = '';
    const spinner = ora({ text: title, discardStdin: false }).start();
    // Where there is no terminal every text would be a line.
    const ticking = process.stderr.isTTY
      ? setInterval(() => (spinner.text = heading() + progress), TICK_MS)
      : undefined;
    try {
      const result = await work((label, part, total) => (progress = `: ${part} of ${total} ${label}`));
      spinner.succeed(`${heading()}: ${outcome(result)}`);
      done.push({ title, seconds: seconds() });
      return result;
    } catch (error) {
      spinner.fail(heading());
      throw error;
    } finally {
      clearInterval(ticking);
    }
  };
  return { run, done };
}
