import type { Approval, PlannedRemediation } from '@egress/contracts';

/** What the workflow has put on record about an anomaly: a caller of this function can claim none of it. */
export interface RecordedOrder {
  readonly account: string;
  readonly region: string;
  readonly executionArn: string;
  readonly plan?: PlannedRemediation;
  readonly approval?: Approval;
}

/** How an undo ended, for whoever looks at the finding. */
export interface UndoRecord {
  readonly status: 'undone' | 'undo_refused';
  readonly reason: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

/** The findings, which the workflow writes. */
export interface Findings {
  /** undefined: the workflow has recorded none. */
  find(anomalyId: string): Promise<RecordedOrder | undefined>;
  /** Says in the finding how its undo ended; of one that is undone already the first record stays. */
  recordUndo(anomalyId: string, undo: UndoRecord): Promise<void>;
}
