import type { Rhythm } from './pattern';

const SECONDS_PER_DAY = 86_400;
const BUSIEST_HOUR_UTC = 19;
const SWING = 0.5;
const WEEKEND = 0.7;
/** 1970-01-01 was a Thursday. */
const FIRST_SATURDAY = 2;

/** How busy a moment is, about 1 on average over a working day. `time` in seconds since 1970. */
export function activityAt(rhythm: Rhythm, time: number): number {
  if (rhythm === 'steady') return 1;
  const day = Math.floor(time / SECONDS_PER_DAY);
  const hour = (time % SECONDS_PER_DAY) / 3600;
  const ofDay = 1 + SWING * Math.cos(((hour - BUSIEST_HOUR_UTC) / 24) * 2 * Math.PI);
  const isWeekend = (day - FIRST_SATURDAY + 7) % 7 < 2;
  return isWeekend ? ofDay * WEEKEND : ofDay;
}
