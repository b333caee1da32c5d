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
  readonly status: ChangeStatus;
}

/** `abandoned`: someone else changed the resource, so that the step overwrote nothing. */
export const CHANGE_STATUSES = [
  'applying',
  'applied',
  'verified',
  'not_verified',
  'undoing',
  'undone',
  'abandoned',
] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** A step of a change. */
export interface Progress {
  readonly status: ChangeStatus;
  readonly reason: string;
  /** ISO time. */
  readonly at: string;
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
  /** Records the change unless the anomaly has one, and returns the one that it now has. */
  begin(change: Change): Promise<Change>;
  record(anomalyId: string, progress: Progress): Promise<void>;
}
