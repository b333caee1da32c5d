import { FINDINGS_TABLE } from '@egress/contracts';
import { type AuditTrail, type Change, isOver, type Progress } from '../domain/audit-trail';

export interface TrailState {
  readonly changes: Map<string, Change>;
  /** What was recorded of changes, oldest first. */
  readonly history: Progress[];
  /** Anomalies by account and hour. */
  readonly changesOfHours: Map<string, Set<string>>;
  stopReason?: string;
}

/** An audit trail that survives from call to call, as the table does. */
export function inMemoryTrail(state: TrailState, journal: string[] = []): AuditTrail {
  return {
    stopReason: async () => state.stopReason,
    find: async (anomalyId) => state.changes.get(anomalyId),
    countChange: async (account, { anomalyId, startedAt }, maxPerHour) => {
      const hour = JSON.stringify(FINDINGS_TABLE.changesOfHour(account, startedAt));
      const counted = new Set([...(state.changesOfHours.get(hour) ?? []), anomalyId]);
      if (counted.size > maxPerHour) return false;
      state.changesOfHours.set(hour, counted);
      return true;
    },
    begin: async (change) => {
      const earlier = state.changes.get(change.anomalyId);
      if (earlier && (!isOver(earlier) || earlier.executionArn === change.executionArn)) return earlier;
      const begun = JSON.parse(JSON.stringify(change)) as Change;
      state.changes.set(change.anomalyId, begun);
      journal.push('record applying');
      return begun;
    },
    record: async (anomalyId, progress, known) => {
      const change = state.changes.get(anomalyId);
      if (!change) throw new Error(`ConditionalCheckFailedException ${anomalyId}`);
      const { status } = progress;
      state.changes.set(anomalyId, { ...change, ...known, status });
      state.history.push(progress);
      journal.push(`record ${status}`);
    },
  };
}
