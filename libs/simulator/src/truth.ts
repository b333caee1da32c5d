import { BYTES_PER_GB, HOURS_PER_MONTH, type EgressClass } from '@egress/contracts';
import { ratesForVolumes, type PriceBook } from '@egress/prices';
import { isOneSided, type Account } from './ledger';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios';
import type { AnomalyType } from './scenarios/scenario';
import type { RecordCounts } from './record-counts';
import type { TimeSpan } from './traffic/pattern';
import { isoTime, SECONDS_PER_HOUR } from './time';

interface Amount {
  readonly bytes: number;
  /** List price at the blended rate of the month that the window extrapolates to. */
  readonly usd: number;
}

export interface Anomaly extends Amount {
  readonly scenario: ScenarioName;
  readonly type: AnomalyType;
  readonly entity: string;
  readonly resource: string;
  readonly class: EgressClass;
  readonly onset: string;
  readonly end: string;
}

/** What a correct analysis of the simulated files must say. Bytes are exact. */
export interface Truth {
  readonly schemaVersion: '1.0';
  readonly seed: number;
  readonly window: { readonly start: string; readonly end: string; readonly hours: number };
  /** Flow-log records of one flow log per VPC; logging at more levels repeats them. */
  readonly records: RecordCounts;
  readonly classes: readonly (Amount & { readonly class: EgressClass })[];
  readonly byRegion: readonly (Amount & {
    readonly region: string;
    readonly class: EgressClass;
    readonly peerRegion: string | null;
    readonly usdPerGb: number;
  })[];
  readonly senders: readonly (Amount & {
    readonly class: EgressClass;
    readonly name: string;
    readonly interfaceId: string | null;
    readonly instanceId: string | null;
  })[];
  /** By NAT gateway, endpoint or transit gateway. */
  readonly processors: readonly (Amount & { readonly class: EgressClass; readonly resourceId: string })[];
  readonly anomalies: readonly Anomaly[];
  /** What not every format can tell. */
  readonly notes: readonly string[];
}

const NOTES = [
  'Default-format flow logs (v2, headerless) give the same bytes per class and ' +
    'region with the inventory, but not the senders of what leaves behind a NAT gateway: there `senders` holds only for ' +
    'formats with packet addresses.',
];

/** The rate in USD per GB at which an account's bytes are priced. */
export type RateOf = (account: Account) => number;

/**
 * List rates of all accounts: ordinary and scenario traffic fill the same tiers. The month is the window's bytes
 * × 730 / hours.
 */
export function listRates(book: PriceBook, accounts: readonly Account[], hours: number): RateOf {
  const places = groupBy(accounts, placeOf);
  const volumes = [...places.values()].map(([first, ...others]) => ({
    egressClass: first.egressClass,
    region: first.region,
    peerRegion: first.peerRegion,
    monthlyBytes: (totalBytes([first, ...others]) * HOURS_PER_MONTH) / hours,
  }));
  const rates = new Map(ratesForVolumes(book, volumes).map((rate) => [placeOf(rate), rate.usdPerGb]));
  return (account) => (rates.get(placeOf(account)) ?? 0) / (isOneSided(account) ? 2 : 1);
}

function placeOf(account: Pick<Account, 'egressClass' | 'region' | 'peerRegion'>): string {
  return [account.egressClass, account.region, account.peerRegion].join('|');
}

export interface TruthParts {
  readonly seed: number;
  readonly window: TimeSpan;
  readonly records: RecordCounts;
  readonly accounts: readonly Account[];
  readonly rateOf: RateOf;
  readonly scenarios: readonly ScenarioName[];
  readonly scenarioSpan: TimeSpan;
}

export function tellTruth({ seed, window, records, accounts, rateOf, ...scenario }: TruthParts): Truth {
  const used = accounts.filter((account) => account.bytes > 0);
  const amountOf = (some: readonly Account[]): Amount => ({
    bytes: totalBytes(some),
    usd: some.reduce((sum, account) => sum + (account.bytes / BYTES_PER_GB) * rateOf(account), 0),
  });
  const processed = used.filter(({ egressClass }) => PROCESSED.includes(egressClass));
  return {
    schemaVersion: '1.0',
    seed,
    window: {
      start: isoTime(window.start),
      end: isoTime(window.end),
      hours: (window.end - window.start) / SECONDS_PER_HOUR,
    },
    records,
    classes: totals(used, (a) => ({ class: a.egressClass }), amountOf),
    byRegion: totals(
      used,
      (a) => ({ region: a.region, class: a.egressClass, peerRegion: a.peerRegion, usdPerGb: rateOf(a) }),
      amountOf,
    ),
    senders: totals(
      used,
      ({ egressClass, sender: { name, interfaceId, instanceId } }) => ({
        class: egressClass,
        name,
        interfaceId,
        instanceId,
      }),
      amountOf,
    ),
    processors: totals(
      processed,
      (a) => ({ class: a.egressClass, resourceId: a.processorId ?? '' }),
      amountOf,
    ),
    anomalies: scenario.scenarios.map((name) => {
      const { type, entity, resource, egressClass } = SCENARIOS[name];
      const own = used.filter((account) => account.scenario === name);
      return {
        scenario: name,
        type,
        entity,
        resource,
        class: egressClass,
        onset: isoTime(scenario.scenarioSpan.start),
        end: isoTime(scenario.scenarioSpan.end),
        bytes: totalBytes(own.filter((account) => account.egressClass === egressClass)),
        usd: amountOf(own).usd,
      };
    }),
    notes: NOTES,
  };
}

const PROCESSED: readonly EgressClass[] = [
  'nat_processing',
  'privatelink',
  'transit_gateway',
  'gateway_endpoint',
];

function totals<Labels extends object>(
  accounts: readonly Account[],
  labelsOf: (account: Account) => Labels,
  amountOf: (accounts: readonly Account[]) => Amount,
): (Labels & Amount)[] {
  const groups = groupBy(accounts, (account) => JSON.stringify(labelsOf(account)));
  return [...groups.values()]
    .map((group) => ({ ...labelsOf(group[0]), ...amountOf(group) }))
    .sort((a, b) => b.usd - a.usd || b.bytes - a.bytes);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function totalBytes(accounts: readonly Account[]): number {
  return accounts.reduce((sum, account) => sum + account.bytes, 0);
}
