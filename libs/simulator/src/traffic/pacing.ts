import type { Random } from '../random';
import { activityAt } from './activity';
import type { Rhythm, TimeSpan } from './pattern';

/** A flow-log aggregation window, and the step in which traffic is made, in seconds. */
export const STEP_SECONDS = 60;

export interface Pace {
  readonly perHour: number;
  readonly rhythm: Rhythm;
  /** When it happens; null for always. */
  readonly during: TimeSpan | null;
}

/**
 * When things of a pace happen: calls back with the times (seconds since 1970) within the step that begins at a given
 * time. Steps must come in order, and times never go back.
 */
export function pacing(pace: Pace, random: Random): (step: number, happens: (time: number) => void) => void {
  let expected = random.unit();
  return (step, happens) => {
    if (pace.during !== null && (step < pace.during.start || step >= pace.during.end)) return;
    expected += pace.perHour * (STEP_SECONDS / 3600) * activityAt(pace.rhythm, step);
    const count = Math.floor(expected);
    expected -= count;
    for (let i = 0; i < count; i += 1)
      happens(step + Math.floor((STEP_SECONDS * (i + random.unit())) / count));
  };
}

/** A whole number of bytes that varies by half around a mean. */
export function bytesAround(random: Random, mean: number): number {
  return Math.floor(mean * (0.5 + random.unit()));
}
