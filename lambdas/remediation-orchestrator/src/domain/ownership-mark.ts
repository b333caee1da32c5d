/** Whose change it is: what a playbook creates is tagged with it, so that a retry and the undo find it again. */
export interface OwnershipMark {
  readonly anomalyId: string;
  /** ISO time at which the change was begun. */
  readonly startedAt: string;
}
