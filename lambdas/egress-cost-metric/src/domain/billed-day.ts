/** What was billed under one usage type of one service on a day. */
export interface BilledUsageType {
  readonly usageType: string;
  /** Cost Explorer's name of the service, such as `Amazon CloudFront`. */
  readonly service: string;
  readonly usd: number;
}

/** The complete UTC day before an instant, as Cost Explorer's half-open interval of dates. */
export function dayBefore(time: string): { readonly day: string; readonly end: string } {
  const end = time.slice(0, 10);
  const day = new Date(Date.parse(`${end}T00:00:00Z`) - 24 * 3600 * 1000).toISOString().slice(0, 10);
  return { day, end };
}
