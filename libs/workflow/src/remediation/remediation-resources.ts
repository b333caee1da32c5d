import type { Mode, PlaybookId } from '@egress/contracts';

/** What the remediation workflow calls, and how far it may go. */
export interface RemediationResources {
  readonly findingsTableName: string;
  readonly notificationTopicArn: string;
  readonly bedrockAnalyzerArn: string;
  readonly remediationOrchestratorArn: string;
  /**
   * How far every playbook may go.
   * @default 'observe': plans and reports, changes nothing
   */
  readonly mode?: Mode;
  /**
   * Playbooks with a mode of their own.
   * @default none
   */
  readonly playbookModes?: Readonly<Partial<Record<PlaybookId, Mode>>>;
  /**
   * Confidence from which an explained cause is acted on without a person, 0 to 1.
   * @default 0.8
   */
  readonly minimumConfidence?: number;
  /**
   * How long an approval is waited for.
   * @default 86400, a day
   */
  readonly approvalTimeoutSeconds?: number;
}

export const DEFAULT_APPROVAL_TIMEOUT_SECONDS = 24 * 3600;
