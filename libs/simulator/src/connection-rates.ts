import type { TrafficPattern } from './traffic/pattern';

/**
 * Connections per hour of each pattern, such that those with a share make about `recordsPerHour` flow-log records in
 * all; none less than one per hour.
 */
export function connectionRates(
  patterns: readonly TrafficPattern[],
  recordsPerHour: number,
): ReadonlyMap<TrafficPattern, number> {
  const shareOf = ({ frequency }: TrafficPattern): number => ('share' in frequency ? frequency.share : 0);
  const records = patterns.reduce(
    (sum, pattern) => sum + shareOf(pattern) * recordsPerConnection(pattern),
    0,
  );
  return new Map(
    patterns.map((pattern) => {
      const { frequency } = pattern;
      const perHour =
        'share' in frequency ? Math.max(1, (recordsPerHour * frequency.share) / records) : frequency.perHour;
      return [pattern, perHour];
    }),
  );
}

function recordsPerConnection({ flows }: TrafficPattern): number {
  return flows.reduce((sum, flow) => sum + flow.legs.length, 0) / flows.length;
}
