import { cidrRange, type KeyRange } from './address-key';

/** One prefix of AWS's ip-ranges.json, IPv4 or IPv6. */
export interface AwsPrefix {
  readonly cidr: string;
  readonly service: string;
  /** `GLOBAL` for what belongs to no region. */
  readonly region: string;
}

/** A row of `ref_ip_ranges`. */
export interface ServiceRange {
  readonly range_start: string;
  readonly range_end: string;
  readonly service: string;
  readonly region: string;
}

type RankedPrefix = KeyRange & AwsPrefix;

/** AWS lists most prefixes several times; AMAZON says least, and EC2 only that there may be customers behind it. */
const VAGUE_SERVICES = ['AMAZON', 'EC2', 'CLOUDFRONT'];

/**
 * Disjoint ranges in address order, each with the service of its longest prefix. Among the services of one prefix the
 * specific one wins: anything over CLOUDFRONT (so CLOUDFRONT_ORIGIN_FACING), over EC2, over AMAZON.
 * Neighbours of the same service and region are joined.
 */
export function flattenPrefixes(prefixes: readonly AwsPrefix[]): ServiceRange[] {
  const flat: ServiceRange[] = [];
  const enclosing: RankedPrefix[] = [];
  let cursor = '';

  const takeUntil = (end: string, { service, region }: AwsPrefix): void => {
    if (cursor > end) return;
    const last = flat.at(-1);
    const joins = last?.service === service && last.region === region && keyAfter(last.range_end) === cursor;
    if (joins) flat.pop();
    flat.push({ range_start: joins ? last.range_start : cursor, range_end: end, service, region });
  };
  const closeBefore = (start: string): void => {
    for (let top = enclosing.at(-1); top !== undefined && top.rangeEnd < start; top = enclosing.at(-1)) {
      takeUntil(top.rangeEnd, top);
      cursor = keyAfter(top.rangeEnd);
      enclosing.pop();
    }
  };

  for (const prefix of sortedOutsideIn(prefixes)) {
    closeBefore(prefix.rangeStart);
    const outer = enclosing.at(-1);
    if (outer !== undefined && cursor < prefix.rangeStart) takeUntil(keyBefore(prefix.rangeStart), outer);
    cursor = prefix.rangeStart;
    enclosing.push(prefix);
  }
  closeBefore(AFTER_ALL);
  return flat;
}

/** In address order, a prefix before those inside it, and a vague service before the specific one of the same prefix. */
function sortedOutsideIn(prefixes: readonly AwsPrefix[]): RankedPrefix[] {
  return prefixes
    .map((prefix) => ({ ...prefix, ...cidrRange(prefix.cidr) }))
    .sort(
      (a, b) =>
        compare(a.rangeStart, b.rangeStart) ||
        compare(b.rangeEnd, a.rangeEnd) ||
        vagueness(b) - vagueness(a) ||
        compare(b.service, a.service),
    );
}

function vagueness({ service }: AwsPrefix): number {
  const rank = VAGUE_SERVICES.indexOf(service);
  return rank < 0 ? 0 : VAGUE_SERVICES.length - rank;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const AFTER_ALL = '7';

/** The next address's key; behind the last address of a family one that sorts after all of that family. */
function keyAfter(key: string): string {
  const digits = (BigInt(`0x${key.slice(1)}`) + 1n)
    .toString(16)
    .toUpperCase()
    .padStart(key.length - 1, '0');
  return digits.length < key.length ? key.charAt(0) + digits : `${key.charAt(0)}G`;
}

function keyBefore(key: string): string {
  const digits = (BigInt(`0x${key.slice(1)}`) - 1n)
    .toString(16)
    .toUpperCase()
    .padStart(key.length - 1, '0');
  return key.charAt(0) + digits;
}
