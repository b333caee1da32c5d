const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes with three digits, in powers of 1024 as AWS bills them. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${UNITS[power]}`;
}

export function usdText(usd: number): string {
  return usd.toFixed(2);
}

/** `2026-11-21T07:00:00Z` → `2026-11-21 07:00` */
export function hourText(hour: string): string {
  return hour.slice(0, 16).replace('T', ' ');
}
