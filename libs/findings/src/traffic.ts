import { BYTES_PER_GB } from '@egress/contracts';
import type { CauseContext } from './findings-context';
import { type MonthlyEstimate, monthlyEstimate } from './monthly-estimate';

/** Bytes and dollars of one group of rows, in total and by hour of the window. */
export interface Traffic {
  readonly bytes: number;
  readonly usd: number;
  readonly bytesPerHour: readonly number[];
  readonly usdPerHour: readonly number[];
  /** Where the price comes from: bill, list, or mixed. */
  readonly rateSource: string;
}

interface TrafficRow {
  readonly bytes: number;
  readonly usd: number;
  readonly rateSource: string;
  readonly hours: readonly number[];
  readonly hourlyBytes: readonly number[];
  readonly hourlyUsd: readonly number[];
}

/**
 * Sums the rows of `egress_hourly` that match, per group and hour, largest cost first.
 *
 * @param keys what to group by: property name → SQL expression
 * @param where SQL condition
 * @param table a table, or a query in brackets, with the columns of `egress_hourly`
 */
export async function readTraffic<Key extends object>(
  context: CauseContext,
  keys: Readonly<Record<keyof Key & string, string>>,
  where: string,
  table = 'egress_hourly',
): Promise<(Key & Traffic)[]> {
  const names = Object.keys(keys).map((name) => `"${name}"`);
  const expressions = Object.entries(keys).map(([name, expression]) => `${expression} AS "${name}"`);
  const rows = await context.engine.query<Key & TrafficRow>(`
    WITH per_hour AS (
      SELECT ${[...expressions, 'epoch(hour) / 3600 AS epoch_hour'].join(', ')},
        CAST(sum(bytes) AS BIGINT) AS hour_bytes, sum(usd) AS hour_usd,
        CASE WHEN count(DISTINCT rate_source) > 1 THEN 'mixed' ELSE min(rate_source) END AS hour_source
      FROM ${table}
      WHERE bytes > 0 AND (${where})
      GROUP BY ALL
    )
    SELECT ${[...names, ''].join(', ')}
      CAST(sum(hour_bytes) AS BIGINT) AS bytes, sum(hour_usd) AS usd,
      CASE WHEN count(DISTINCT hour_source) > 1 THEN 'mixed' ELSE min(hour_source) END AS "rateSource",
      list(epoch_hour ORDER BY epoch_hour) AS hours, list(hour_bytes ORDER BY epoch_hour) AS "hourlyBytes",
      list(hour_usd ORDER BY epoch_hour) AS "hourlyUsd"
    FROM per_hour
    GROUP BY ${names.length > 0 ? names.join(', ') : '()'}
    ORDER BY usd DESC, bytes DESC`);
  return rows.map(({ hours, hourlyBytes, hourlyUsd, ...group }) => ({
    ...(group as unknown as Key & Omit<TrafficRow, 'hours' | 'hourlyBytes' | 'hourlyUsd'>),
    bytesPerHour: overWindow(context, hours, hourlyBytes),
    usdPerHour: overWindow(context, hours, hourlyUsd),
  }));
}

/** Several groups as one. */
export function together(groups: readonly Traffic[]): Traffic {
  const sources = new Set(groups.map((group) => group.rateSource));
  return {
    bytes: groups.reduce((sum, group) => sum + group.bytes, 0),
    usd: groups.reduce((sum, group) => sum + group.usd, 0),
    bytesPerHour: addUp(groups.map((group) => group.bytesPerHour)),
    usdPerHour: addUp(groups.map((group) => group.usdPerHour)),
    rateSource: sources.size > 1 ? 'mixed' : ([...sources][0] ?? 'list'),
  };
}

/** USD per month that the traffic costs. */
export function usdPerMonth(context: CauseContext, traffic: Traffic): MonthlyEstimate {
  return monthlyEstimate(traffic.usdPerHour, context.windowHours);
}

/** GB (2^30 bytes) per month that the traffic amounts to. */
export function gbPerMonth(context: CauseContext, traffic: Traffic): MonthlyEstimate {
  const gbPerHour = traffic.bytesPerHour.map((bytes) => bytes / BYTES_PER_GB);
  return monthlyEstimate(gbPerHour, context.windowHours);
}

/** Groups rows by a key, in the order of first appearance. */
export function groupsBy<T>(rows: readonly T[], key: (row: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups.values()];
}

function overWindow(context: CauseContext, hours: readonly number[], values: readonly number[]): number[] {
  const valueIn = new Map(hours.map((hour, i) => [hour, values[i]]));
  return context.hours.map((hour) => valueIn.get(hour) ?? 0);
}

function addUp(series: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = series;
  return first.map((value, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), value));
}
