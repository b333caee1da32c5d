import { createHash } from 'node:crypto';
import type { Anomaly } from '@egress/contracts';
import { classify } from './classify';
import { FEATURE_NAMES, type FeatureRow } from './feature-row';
import { excessUsdPerDay, severityOf } from './money-at-stake';

export interface ScoredRow {
  readonly row: FeatureRow;
  /** Start of the row's hour, `2026-11-21T07:00:00Z`. */
  readonly hour: string;
  readonly score: number;
  readonly threshold: number;
  /** Share of the score that each feature explains; missing where the scorer tells none. */
  readonly attribution?: readonly number[];
}

/** What a scored row above the threshold is to the workflow. */
export function anomalyOf(scored: ScoredRow): Anomaly {
  const { row, hour, score, threshold } = scored;
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
    severity: severityOf(usdPerDay),
    features: featuresOf(scored),
    evidence: evidenceOf(row, because),
  };
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

/** `2026-11-21T07:00:00Z` */
export function isoHour(time: Date): string {
  return `${time.toISOString().slice(0, 13)}:00:00Z`;
}

/** An hour as usual has no deviation, no excess, no change and nothing new. */
function featuresOf({ row, attribution }: ScoredRow): Anomaly['features'] {
  return row.vector.map((value, i) => ({
    name: FEATURE_NAMES[i] ?? `feature_${i}`,
    value,
    expected: 0,
    attribution: attribution?.[i] ?? 0,
  }));
}

const MAX_TEXT = 256;

function evidenceOf(row: FeatureRow, because: string): Anomaly['evidence'] {
  const facts = {
    because,
    baseline: row.baseline,
    bandBytes: row.band_bytes,
    anonymousShare: row.anonymous_share,
    openPortShare: row.open_port_share,
    newDestinationShare: row.new_destination_share,
    unknownDestinationShare: row.unknown_destination_share,
    sender: row.sender?.slice(0, MAX_TEXT),
    destination: row.destination?.slice(0, MAX_TEXT),
    servicePort: row.service_port,
    remoteService: row.remote_service,
    remoteRegion: row.remote_region,
    remoteOrg: row.remote_org?.slice(0, MAX_TEXT),
  };
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Anomaly['evidence'];
}
