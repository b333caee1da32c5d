/** What any detector says: this entity, since then. */
export interface Alert {
  readonly resource: string;
  readonly egressClass: string;
  /** Milliseconds since 1970. */
  readonly onset: number;
  /** Null where the detector names none. */
  readonly type: string | null;
}

/** One entity's hour, as the detectors to compare with see it. */
export interface EntityHour {
  readonly resource: string;
  readonly egressClass: string;
  readonly time: number;
  readonly bytes: number;
  readonly usd: number;
}

export const HOUR_MS = 3_600_000;
/** As the product: an entity's next alert needs a day without one. */
const QUIET_MS = 24 * HOUR_MS;

/** One alert for each episode of flagged hours; `hours` is one entity's, in order. */
export function alertsOf(hours: readonly EntityHour[], isFlagged: (index: number) => boolean): Alert[] {
  let last = Number.NEGATIVE_INFINITY;
  return hours.flatMap(({ resource, egressClass, time }, index) => {
    if (!isFlagged(index)) return [];
    const isNew = time - last > QUIET_MS;
    last = time;
    return isNew ? [{ resource, egressClass, onset: time, type: null }] : [];
  });
}
