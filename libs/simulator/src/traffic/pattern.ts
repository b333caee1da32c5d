import { BYTES_PER_GB } from '@egress/contracts';
import type { Flow } from '../records/flow';

/** `office` has quiet nights, `steady` has none. */
export type Rhythm = 'office' | 'steady';

/** Seconds since 1970, the end exclusive. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Traffic of one kind: connections that are opened one after another over its flows. How many bytes an hour has is
 * fixed, so that money does not depend on how many records tell of it.
 */
export interface TrafficPattern {
  readonly name: string;
  readonly flows: readonly Flow[];
  readonly upBytesPerHour: number;
  readonly downBytesPerHour: number;
  /** Share of all connections, relative to the other patterns; or a fixed number of them per hour. */
  readonly frequency: { readonly share: number } | { readonly perHour: number };
  readonly rhythm: Rhythm;
  /** When the traffic happens; null for always. */
  readonly during: TimeSpan | null;
}

/** Gibibytes per hour in each direction. */
export interface HourlyVolume {
  readonly up: number;
  readonly down: number;
}

/** A pattern of the ordinary traffic. */
export function pattern(
  name: string,
  flows: readonly Flow[],
  gbPerHour: HourlyVolume,
  share: number,
  rhythm: Rhythm = 'office',
): TrafficPattern {
  return {
    name,
    flows,
    upBytesPerHour: gbPerHour.up * BYTES_PER_GB,
    downBytesPerHour: gbPerHour.down * BYTES_PER_GB,
    frequency: { share },
    rhythm,
    during: null,
  };
}
