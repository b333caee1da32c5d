import { createHash } from 'node:crypto';
import type { Anomaly, Severity } from '@egress/contracts';
import { classify } from './anomaly-type';
import type { FeatureRow } from './feature-row';

/** USD a day from which an anomaly is of a severity. */
const SEVERITY_FROM_USD: readonly (readonly [number, Severity])[] = [
  [1000, 'critical'],
  [100, 'high'],
  [10, 'medium'],
];

export interface ScoredRow {
  readonly row: FeatureRow;
  /** Start of the row's hour, `2026-11-21T07:00:00Z`. */
  readonly hour: string;
  readonly score: number;
  readonly threshold: number;
}

/** What a scored row above the threshold is to the workflow; null at or below the threshold. */
export function anomalyOf({ row, hour, score, threshold }: ScoredRow): Anomaly | null {
  if (score <= threshold) return null;
  const { type, because } = classify(row);
  const usdPerDay = excessUsdPerDay(row);
  const onset = row.onset ? isoHour(row.onset) : hour;
  return {
    schemaVersion: 1,
    id: anomalyId(row, onset),
    account: row.account,
    region: row.region,
    resource: row.resource,
    egressClass: row.egress_class,
    anomalyType: type,
    onset,
    hour,
    observedBytes: row.bytes,
    expectedBytes: row.expected_bytes,
    score,
    threshold,
    usdPerDay,
    severity: SEVERITY_FROM_USD.find(([usd]) => usdPerDay >= usd)?.[1] ?? 'low',
    // The endpoint attributes nothing, so the share of each feature is unknown.
    features: [{ name: 'bytes', value: row.bytes, expected: row.expected_bytes, attribution: 0 }],
    evidence: evidenceOf(row, because),
  };
}

/** The price of the bytes above the expected ones, if the hour's pace lasts a day. Nothing where fewer left than usual. */
function excessUsdPerDay({ bytes, expected_bytes: expected, usd }: FeatureRow): number {
  return bytes > expected ? ((bytes - expected) / bytes) * usd * 24 : 0;
}

/**
 * Same entity and onset, same id. The onset stays readable, for executions to sort by time; the entity is a hash, because
 * bucket names alone may be longer than the 80 characters of an execution's name.
 */
function anomalyId(
  { account, region, resource, egress_class: egressClass }: FeatureRow,
  onset: string,
): string {
  const entity = createHash('sha256')
    .update([account, region, resource, egressClass].join('\n'))
    .digest('hex');
  return `${onset.slice(0, 13).replace(/[-T]/g, '')}-${entity.slice(0, 24)}`;
}

function isoHour(time: Date): string {
  return `${time.toISOString().slice(0, 13)}:00:00Z`;
}

function evidenceOf(row: FeatureRow, because: string): Anomaly['evidence'] {
  const facts = {
    because,
    anonymousShare: row.anonymous_share,
    openPortShare: row.open_port_share,
    securityGroupId: row.security_group_id,
    newDestinationShare: row.new_destination_share,
    remoteService: row.remote_service,
    remoteRegion: row.remote_region,
    remoteOrg: row.remote_org?.slice(0, 256),
  };
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Anomaly['evidence'];
}
