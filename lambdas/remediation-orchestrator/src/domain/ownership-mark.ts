/** Whose change it is: what a playbook creates is tagged with it, so that a retry and the undo find it again. */
export interface OwnershipMark {
  readonly anomalyId: string;
  /** ISO time at which the change was begun. */
  readonly startedAt: string;
  /**
   * AWS's ids of what the change created; undefined: it is not on record as made. What is on record is undone whatever is
   * read: EC2 and S3 may show the state before a change for a while after it.
   */
  readonly created?: readonly string[];
}
