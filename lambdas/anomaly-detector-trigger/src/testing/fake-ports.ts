import type { FeatureRow } from '@egress/anomalies';
import { featureRow } from '@egress/anomalies/testing';
import type { Ports } from '../domain/detect';

const START = Date.parse('2026-11-01T00:00:00Z');
/** The start of an hour by its number. */
export const hourAt = (number: number) =>
  `${new Date(START + number * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;

/** A row that is worth the money; the forest's score is its second number, the threshold 2. */
export const row = (resource: string, score: number, onset: number, more: Partial<FeatureRow> = {}) =>
  featureRow({ resource, usd: 10, vector: [1, score, 0, 0, 0], onset: new Date(hourAt(onset)), ...more });

/** Rows by the number of their hour. */
export type Table = Readonly<Record<number, readonly FeatureRow[]>>;

/** An account with a table. What was started stays started, from run to run. */
export function ports(more: Partial<Ports> = {}, names = new Set<string>()) {
  return (table: Table): Ports => {
    const partitions = Object.keys(table).map((number) => ({ hour: hourAt(Number(number)), files: [] }));
    return {
      hasEndpoint: true,
      minUsdPerDay: 2,
      newestHour: async () => partitions.at(-1)?.hour ?? null,
      listPartitions: async (from, until) => partitions.filter(({ hour }) => hour >= from && hour <= until),
      readPartition: async ({ hour }) => {
        const rows = Object.entries(table).find(([number]) => hourAt(Number(number)) === hour)?.[1] ?? [];
        return { hour, rows: rows.length, aboveBand: rows.filter(({ onset }) => onset) };
      },
      threshold: async () => 2,
      score: async (vectors) => vectors.map(([, score]) => score ?? 0),
      start: async ({ id }) => {
        if (names.has(id)) return 'already_started';
        names.add(id);
        return 'started';
      },
      ...more,
    };
  };
}
