import type { Mode, PlaybookId } from '@egress/contracts';
import type { AccountAccess } from './account-access';
import type { AuditTrail } from './audit-trail';
import type { Findings } from './findings';
import type { Playbook } from './playbook';

/** What every step works with. */
export interface RemediationContext {
  readonly playbooks: readonly Playbook[];
  readonly access: AccountAccess;
  readonly trail: AuditTrail;
  readonly findings: Findings;
  readonly modeOf: (playbook: PlaybookId) => Mode;
  /** Changes that may be begun in one account within one clock hour. */
  readonly maxChangesPerHour: number;
  /** ISO time of the step. */
  readonly now: string;
}
