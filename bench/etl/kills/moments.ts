import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../fuzz/random';
import type { JobProcess } from './job-process';
import { ledgerEntries } from './output-files';

/** When to kill: after some seconds, or soon after the run has created its n-th entry of a ledger. */
export type Moment =
  | { readonly after: 'start'; readonly seconds: number }
  | { readonly after: 'entry'; readonly nth: number; readonly milliseconds: number };

const LONGEST_MS = 500;
/** Every other entry is a commit, after which the result is published; the one after it says that it is. */
const NTH = [1, 3];
const POLL_MS = 1;
const STEPS = 1_000;

/** Half of the moments are spread over the seconds of a run, half are at the entries, between which results are published. */
export function chooseMoment(random: Random, seconds: number): Moment {
  const share = random.below(STEPS) / STEPS;
  if (random.below(2) === 0) return { after: 'start', seconds: share * seconds };
  // Publishing takes some milliseconds, so most of the moments are among the first.
  return { after: 'entry', nth: random.pick(NTH), milliseconds: share ** 10 * LONGEST_MS };
}

/** Returns at the moment, or when the run has ended before it. */
export async function waitFor(moment: Moment, run: JobProcess, output: string): Promise<void> {
  if (moment.after === 'start') {
    const end = performance.now() + moment.seconds * 1_000;
    while (!run.hasEnded() && performance.now() < end) await sleep(POLL_MS);
    return;
  }
  const entries = ledgerEntries(output).length + moment.nth;
  while (!run.hasEnded() && ledgerEntries(output).length < entries) await sleep(POLL_MS);
  if (moment.milliseconds >= 1) await sleep(moment.milliseconds);
}

export const describeMoment = (moment: Moment): string =>
  moment.after === 'start'
    ? `${moment.seconds.toFixed(1)} s after the start`
    : `${moment.milliseconds.toFixed(1)} ms after entry ${moment.nth}`;
