/** Times are seconds since 1970 in UTC throughout the simulator. */
export const SECONDS_PER_HOUR = 3_600;

/** The parts of a time as AWS puts them into names of folders and files. */
export interface DateParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export function datePartsOf(time: number): DateParts {
  const [date = '', clock = ''] = isoTime(time).split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', second = ''] = clock.replace('Z', '').split(':');
  return { year, month, day, hour, minute, second };
}

/** `2026-11-20T08:00:00Z` */
export function isoTime(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
