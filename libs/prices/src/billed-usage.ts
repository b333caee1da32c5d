import type { EgressClass } from '@egress/contracts';

/** What a line of a bill charges for, as far as traffic is concerned. */
export interface BilledUsage {
  /**
   * `transfer`: bytes. `hours`: network resources by the hour. `unknown_transfer`: bytes that none of our classes
   * describes. `other`: everything else, also what merely ends in "Bytes".
   */
  readonly lineKind: 'transfer' | 'hours' | 'other' | 'unknown_transfer';
  /** Null for free ingress and for everything that is not a transfer. */
  readonly egressClass: EgressClass | null;
  /** Where the bytes (or the resource) are billed; `edge` for a CloudFront edge location; null if it cannot be told. */
  readonly fromRegion: string | null;
  /** The other region of an inter-region transfer. */
  readonly toRegion: string | null;
  /** `both` where one line holds both directions; null where there are no bytes. */
  readonly direction: 'in' | 'out' | 'both' | null;
  /** The bill writes each byte on two lines, one In and one Out: halve the bytes, add the dollars. */
  readonly movedTwice: boolean;
  /** An extra price for bytes that another line already counts: add the dollars, not the bytes. */
  readonly surcharge: boolean;
}

/** A line that is not about bytes on the network. */
export function notTransfer(lineKind: 'hours' | 'other', fromRegion: string | null): BilledUsage {
  return {
    lineKind,
    egressClass: null,
    fromRegion,
    toRegion: null,
    direction: null,
    movedTwice: false,
    surcharge: false,
  };
}

/** Bytes that leave `fromRegion` in the given class, each on one line. */
export function transferOut(egressClass: EgressClass, fromRegion: string | null): BilledUsage {
  return {
    lineKind: 'transfer',
    egressClass,
    fromRegion,
    toRegion: null,
    direction: 'out',
    movedTwice: false,
    surcharge: false,
  };
}

/** Bytes that come in, which AWS does not charge. */
export function transferIn(fromRegion: string | null, toRegion: string | null): BilledUsage {
  return { ...transferOut('unknown', fromRegion), egressClass: null, toRegion, direction: 'in' };
}

/** Bytes of which the line does not tell enough to class them. */
export function unknownTransfer(fromRegion: string | null): BilledUsage {
  return {
    ...transferOut('unknown', fromRegion),
    lineKind: 'unknown_transfer',
    egressClass: null,
    direction: null,
  };
}
