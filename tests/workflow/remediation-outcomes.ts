import type { Approval } from '@egress/contracts';
import * as answers from './remediation-answers';
import {
  ANALYSIS_PATH,
  APPLYING,
  ASKING,
  DONE,
  FAILED,
  INTAKE,
  PLANNING,
  VERIFYING,
} from './remediation-paths';
import {
  answer,
  HOW_TO_UNDO,
  NOTHING_TO_UNDO,
  PLANNED,
  type Scenario,
  UNCLEAR,
} from './remediation-scenario';

const APPROVED: Approval = { status: 'approved', by: 'ann' };

/** Plans that end there, and applications that change nothing; the last of each is a status that nobody knows yet. */
const notPlanned = (status: string): Scenario => ({
  machine: 'auto',
  script: { plan: answer({ status, reason: 'For a reason.' }) },
  enters: [...INTAKE, 'Plan remediation', 'Is there a plan?', 'Nothing planned', ...DONE],
  status,
  tells: [/was left as it is/, /For a reason\./, NOTHING_TO_UNDO],
});
const notApplied = (status: string): Scenario => ({
  machine: 'auto',
  script: { apply: answer({ status, reason: 'For a reason.' }) },
  enters: [...INTAKE, ...PLANNING, ...APPLYING, 'Not applied', ...DONE],
  status,
  tells: [/was left as it is/, /For a reason\./, NOTHING_TO_UNDO],
  keeps: PLANNED,
});
/** Scenarios by name in which everything that is called answers, if late. */
export const OUTCOMES: Readonly<Record<string, Scenario>> = {
  observed: {
    machine: 'observe',
    enters: [...INTAKE, ...PLANNING, 'Observed', ...DONE],
    status: 'observed',
    tells: [
      /has a fix that was not applied/,
      /block photos: public -> private/,
      /about 67,233\.00 USD a month/,
      NOTHING_TO_UNDO,
    ],
    keeps: PLANNED,
  },
  'analyzed-and-observed': {
    machine: 'observe',
    ...UNCLEAR,
    enters: [...INTAKE, ...ANALYSIS_PATH, ...PLANNING, 'Observed', ...DONE],
    status: 'observed',
    tells: [/nat-s3, confidence 0\.9, by rules alone: No model is configured/, /F1: A NAT gateway/],
    keeps: ['analysis', ...PLANNED],
  },
  'unsure-of-the-cause': {
    machine: 'auto',
    ...UNCLEAR,
    script: { analyze: answer({ ...answers.ANALYSIS, confidence: 0.5 }) },
    enters: [...INTAKE, ...ANALYSIS_PATH, 'Needs review', ...DONE],
    status: 'needs_review',
    tells: [/needs your review/, /confidence of only 0\.5/, NOTHING_TO_UNDO],
    keeps: ['analysis'],
  },
  'no-playbook-fits': {
    machine: 'auto',
    ...UNCLEAR,
    script: { analyze: answer({ ...answers.ANALYSIS, proposedPlaybook: undefined }) },
    enters: [...INTAKE, ...ANALYSIS_PATH, 'Needs review', ...DONE],
    status: 'needs_review',
    tells: [/No playbook fits the cause nat-s3/],
  },
  'planned-nothing-to-do': notPlanned('nothing_to_do'),
  'planned-exempt': notPlanned('exempt'),
  'planned-not-possible': notPlanned('not_possible'),
  'planned-unheard-of': notPlanned('deferred'),
  approved: {
    machine: 'approve',
    approval: APPROVED,
    enters: [...INTAKE, ...PLANNING, ...ASKING, ...APPLYING, ...VERIFYING, 'Remediated', ...DONE],
    status: 'remediated',
    tells: [/was fixed/, HOW_TO_UNDO],
    keeps: [...PLANNED, 'approvalExpiresAt'],
  },
  rejected: {
    machine: 'approve',
    approval: { status: 'rejected', by: 'ann', reason: 'It is a CDN.' },
    enters: [...INTAKE, ...PLANNING, ...ASKING, 'Rejected', ...DONE],
    status: 'rejected',
    tells: [/Rejected by ann: It is a CDN\./, NOTHING_TO_UNDO],
    keeps: PLANNED,
  },
  expired: {
    machine: 'expire',
    enters: [...INTAKE, ...PLANNING, 'Ask for approval', 'Wait for approval', 'Approval expired', ...DONE],
    status: 'expired',
    tells: [/nobody approved the fix/, NOTHING_TO_UNDO],
    keeps: PLANNED,
  },
  remediated: {
    machine: 'auto',
    enters: [...INTAKE, ...PLANNING, ...APPLYING, ...VERIFYING, 'Remediated', ...DONE],
    status: 'remediated',
    tells: [/was fixed/, /Public access is blocked\./, HOW_TO_UNDO],
  },
  'applied-observed': notApplied('observed'),
  'applied-stopped': notApplied('stopped'),
  'applied-precondition-failed': notApplied('precondition_failed'),
  'applied-unheard-of': notApplied('capped_by_a_rule'),
  'not-in-effect': {
    machine: 'auto',
    script: { verify: answer(answers.NOT_VERIFIED) },
    enters: [...INTAKE, ...PLANNING, ...APPLYING, ...VERIFYING, 'Undo change', 'Rolled back', ...FAILED],
    status: 'undone',
    tells: [/is as it was/, /Still open\. The saved state was restored\./, NOTHING_TO_UNDO],
  },
  'verified-unheard-of': {
    machine: 'auto',
    script: { verify: answer({ status: 'too_early', reason: 'Not yet.' }) },
    enters: [...INTAKE, ...PLANNING, ...APPLYING, ...VERIFYING, 'Left in place', ...DONE],
    status: 'too_early',
    tells: [/whether that helped is open: too early/, HOW_TO_UNDO],
  },
  'not-undone': {
    machine: 'auto',
    script: {
      verify: answer(answers.NOT_VERIFIED),
      undo: answer({ status: 'precondition_failed', reason: 'Someone else changed it.' }),
    },
    enters: [...INTAKE, ...PLANNING, ...APPLYING, ...VERIFYING, 'Undo change', 'Rolled back', ...FAILED],
    status: 'failed',
    tells: [/is between two states/, /Someone else changed it\./, HOW_TO_UNDO],
  },
  'works-at-the-third-try': {
    machine: 'observe',
    script: { plan: { throws: 'not yet', times: 2, answer: answers.PLAN } },
    enters: [...INTAKE, ...PLANNING, 'Observed', ...DONE],
    status: 'observed',
    tells: [/has a fix/],
  },
};
