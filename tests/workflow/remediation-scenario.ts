import type { Anomaly, Approval } from '@egress/contracts';
import type { Faults } from './executions';
import type { ScriptedAnswer } from './scripted-function';

/** One way through the remediation workflow. */
export interface Scenario {
  /** Which of the state machines; they differ in how far they may go. */
  readonly machine: 'observe' | 'approve' | 'auto' | 'expire';
  /** @default one whose cause its type tells */
  readonly anomalyType?: Anomaly['anomalyType'];
  /** What the functions answer, by step, where it is not the plain success. */
  readonly script?: Readonly<Record<string, ScriptedAnswer>>;
  readonly faults?: Faults;
  /** What a person answers. */
  readonly approval?: Approval;
  readonly enters: readonly string[];
  /** Status that the finding is left with. @default undefined: none was written */
  readonly status?: string;
  /** In the last notification; undefined: there is none. */
  readonly tells?: readonly RegExp[];
  /** Attributes that the finding has beside those that each has. */
  readonly keeps?: readonly string[];
}

export const answer = (given: unknown): ScriptedAnswer => ({ answer: given });

/** Of a type that does not tell its cause. */
export const UNCLEAR = { anomalyType: 'Nat_Service_Traffic' } as const;
/** Attributes of a finding that has a plan. */
export const PLANNED = ['remediationPlan', 'savingUsdPerMonth'];
export const NOTHING_TO_UNDO = /nothing to undo/;
export const HOW_TO_UNDO = /To undo it: egress undo/;
