import type { Flow } from './records/flow';

export interface RecordCounts {
  readonly total: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly noData: number;
  readonly skipData: number;
}

/** Counts records as exchanges are made: each makes one per leg of its flow. */
export function recordCounter(): {
  readonly count: (flow: Flow) => void;
  readonly counts: () => RecordCounts;
} {
  const exchanges = new Map<Flow, number>();
  return {
    count: (flow) => exchanges.set(flow, (exchanges.get(flow) ?? 0) + 1),
    counts: () => {
      const counts = { total: 0, accepted: 0, rejected: 0, noData: 0, skipData: 0 };
      for (const [flow, times] of exchanges) {
        for (const { action, logStatus } of flow.legs) {
          counts.total += times;
          if (logStatus === 'NODATA') counts.noData += times;
          else if (logStatus === 'SKIPDATA') counts.skipData += times;
          else if (action === 'REJECT') counts.rejected += times;
          else counts.accepted += times;
        }
      }
      return counts;
    },
  };
}
