import type { Anomaly } from '@egress/contracts';
import type { Flow } from './observation';

type Text = string | null | undefined;

/** What is needed of a row of `egress_hourly`: bytes and USD of one hour. */
export interface TrafficRow {
  readonly hour: Date;
  readonly region?: Text;
  readonly name?: Text;
  readonly vpc_id?: Text;
  readonly interface_id?: Text;
  readonly instance_id?: Text;
  readonly resource_id?: Text;
  readonly local_address?: Text;
  readonly peer_interface_id?: Text;
  readonly remote_service?: Text;
  readonly remote_region?: Text;
  readonly remote_org?: Text;
  readonly remote_address_kind?: Text;
  readonly service_port?: number | null;
  readonly bytes: number;
  readonly usd?: number | null;
}

/** An anomaly's resource is what a person would act on: a shared gateway, a bucket or the sender. One of these names it. */
export const NAMING_COLUMNS = [
  'resource_id',
  'instance_id',
  'interface_id',
  'name',
  'local_address',
] as const;

const MOST_FLOWS = 5;
const HOUR_MS = 3600 * 1000;

/**
 * What took most of the resource's bytes in the anomaly's hour, largest first, each with what it took in the last hour before
 * the onset. Rows must be of the anomaly's egress class and UTC day.
 */
export function topFlows(rows: readonly TrafficRow[], anomaly: Anomaly): readonly Flow[] {
  const ours = rows.filter((row) => isOf(anomaly, row));
  const inHour = ours.filter(({ hour }) => hour.getTime() === Date.parse(anomaly.hour));
  const before = hourBeforeOnset(anomaly);
  const isSameDay = before.toISOString().slice(0, 10) === anomaly.hour.slice(0, 10);
  const inHourBefore = ours.filter(({ hour }) => hour.getTime() === before.getTime());
  const total = bytesOf(inHour);
  return [...groupBy(inHour, keyOf)]
    .map(([key, group]): Flow => ({
      kind: 'flow',
      sender: senderOf(group[0]),
      vpc: group[0].vpc_id ?? undefined,
      destination: destinationOf(group[0]),
      peer: group[0].peer_interface_id ?? undefined,
      port: group[0].service_port || undefined,
      bytes: bytesOf(group),
      usd: group.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
      share: bytesOf(group) / total,
      bytesBefore: isSameDay ? bytesOf(inHourBefore.filter((row) => keyOf(row) === key)) : undefined,
    }))
    .sort((left, right) => right.bytes - left.bytes)
    .slice(0, MOST_FLOWS);
}

/** The last hour in which the resource was as usual. */
export function hourBeforeOnset({ onset }: Anomaly): Date {
  return new Date(Date.parse(onset) - HOUR_MS);
}

function isOf({ resource, region }: Anomaly, row: TrafficRow): boolean {
  return (row.region ?? 'unknown') === region && NAMING_COLUMNS.some((column) => row[column] === resource);
}

function senderOf({ instance_id, interface_id, name, local_address }: TrafficRow): string {
  return instance_id ?? interface_id ?? name ?? local_address ?? 'unknown';
}

function destinationOf(row: TrafficRow): string {
  if (row.peer_interface_id) return row.peer_interface_id;
  const service =
    row.remote_service && `${row.remote_service} ${row.remote_region ?? row.region ?? ''}`.trim();
  return service || row.remote_org || `${row.remote_address_kind ?? 'unknown'} addresses`;
}

function keyOf(row: TrafficRow): string {
  return JSON.stringify([senderOf(row), row.vpc_id, destinationOf(row), row.service_port]);
}

function bytesOf(rows: readonly TrafficRow[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}

type NotEmpty<T> = [T, ...T[]];

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, NotEmpty<T>> {
  const groups = new Map<string, NotEmpty<T>>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
