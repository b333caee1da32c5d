/** What was billed under one usage type of one service on a day. */
export interface BilledUsageType {
  readonly usageType: string;
  /** Cost Explorer's name of the service, such as `Amazon CloudFront`. */
  readonly service: string;
  readonly usd: number;
}

/** All that was billed on a UTC day, `YYYY-MM-DD`. */
export interface BilledDay {
  readonly day: string;
  readonly billed: readonly BilledUsageType[];
}

const DAY_MS = 24 * 3600 * 1000;

/** The last complete UTC days before an instant, as Cost Explorer's half-open interval of dates. */
export function daysBefore(time: string, days: number): { readonly start: string; readonly end: string } {
  const end = time.slice(0, 10);
  const start = new Date(Date.parse(`${end}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
  return { start, end };
}
