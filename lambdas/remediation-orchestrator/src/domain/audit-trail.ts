import type { PlaybookId } from '@egress/contracts';
import type { OwnershipMark } from './ownership-mark';

/** What was done about an anomaly. An anomaly has at most one change. */
export interface Change extends OwnershipMark {
  readonly playbook: PlaybookId;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly resource: string;
  /** The playbook's state before the change. */
  readonly before: unknown;
  /** Of `before`. */
  readonly fingerprint: string;
  /** Who allowed it: a person, or the mode. */
  readonly allowedBy: string;
  /** What that person said about it. */
  readonly allowedBecause?: string;
  /** ARN of the workflow that made it. A later workflow about the same anomaly may begin again once it is over. */
  readonly executionArn: string;
  readonly status: ChangeStatus;
}

/**
 * `abandoned`: someone else had changed the resource, so that nothing was written. `not_undone`: someone else has changed
 * it since, so that the change is still in place.
 */
export const CHANGE_STATUSES = [
  'applying',
  'applied',
  'verified',
  'not_verified',
  'undoing',
  'undone',
  'not_undone',
  'abandoned',
] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** Nothing of such a change is in place. */
export function isOver({ status }: Pick<Change, 'status'>): boolean {
  return status === 'undone' || status === 'abandoned';
}

/** A step of a change. */
export interface Progress {
  readonly status: ChangeStatus;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
}

/** What a step came to know about its change. */
export interface Knowledge {
  readonly created?: readonly string[];
  /** SHA-256 of the state that was read back, as `fingerprint` is of the state before. */
  readonly afterFingerprint?: string;
}

/** Keeps every change, and the state before it, from before it is made. */
export interface AuditTrail {
  /** Why nothing may be applied now; undefined: it may. */
  stopReason(): Promise<string | undefined>;
  find(anomalyId: string): Promise<Change | undefined>;
  /**
   * Counts a change of the account in the hour of its start, an anomaly's only once; false: the hour has had as many as
   * are allowed. No two calls can get past the limit together.
   */
  countChange(account: string, mark: OwnershipMark, maxPerHour: number): Promise<boolean>;
  /**
   * Records the change unless the anomaly has one that is in place or of the same workflow, and returns the one that it now
   * has. The history of an earlier one is kept.
   */
  begin(change: Change): Promise<Change>;
  record(anomalyId: string, progress: Progress, known?: Knowledge): Promise<void>;
}
