import {
  anomalySchema,
  approvalSchema,
  plannedChangeSchema,
  remediationPlanSchema,
  rootCauseAnalysisSchema,
} from '@egress/contracts';
import * as z from 'zod';

/** ISO time. */
const time = z.string();

/** What became of one anomaly. Absent is null. The token of its approval is no part of it: who has that may approve. */
export const recordedFindingSchema = z.object({
  id: z.string(),
  /** The workflow's: `recorded`, `awaiting_approval`, `remediated`, `observed`, … The list may grow. */
  status: z.string(),
  reason: z.string().nullable(),
  recordedAt: time.nullable(),
  endedAt: time.nullable(),
  anomaly: anomalySchema,
  analysis: rootCauseAnalysisSchema.nullable(),
  plan: remediationPlanSchema.nullable(),
  /** Forecast: USD per month of 730 h that the planned fix saves at the anomaly's pace, its own cost deducted. */
  savingUsdPerMonth: z.number().nullable(),
  approvalExpiresAt: time.nullable(),
  /** Who approved the plan, and why. */
  approval: approvalSchema.nullable(),
  /** When a change that is in place for some hours only will be taken back. */
  endsAt: time.nullable(),
  executionArn: z.string().nullable(),
  /** Why the outcome could not be sent. */
  notificationError: z.string().nullable(),
  undoneBy: z.string().nullable(),
  retriedBy: z.string().nullable(),
  /** Attributes that are there in a form that this version does not know. */
  unreadable: z.array(z.string()),
});
export type RecordedFinding = z.infer<typeof recordedFindingSchema>;

/** The change that was made, from before it was made. */
export const recordedChangeSchema = z.object({
  playbook: z.string(),
  resource: z.string(),
  status: z.string(),
  /** Who allowed it: a person, or the mode. */
  allowedBy: z.string().nullable(),
  startedAt: time.nullable(),
  /** SHA-256 of the state before the change, and of the state that was read back after it. */
  fingerprint: z.string().nullable(),
  afterFingerprint: z.string().nullable(),
  /** The audit trail, oldest first. */
  history: z.array(z.object({ status: z.string(), reason: z.string(), at: time })),
});
export type RecordedChange = z.infer<typeof recordedChangeSchema>;

/** A finding in full. */
export const findingStorySchema = z.object({
  ...recordedFindingSchema.shape,
  change: recordedChangeSchema.nullable(),
});
export type FindingStory = z.infer<typeof findingStorySchema>;

/** Findings by the dollars per day, newest first where these are the same. */
export const findingsListSchema = z.object({
  table: z.string(),
  findings: z.array(recordedFindingSchema),
  /** Of all findings that were asked for, also of those that a limit leaves out. */
  totals: z.object({
    findings: z.number().int(),
    usdPerDay: z.number(),
    fixed: z.number().int(),
    /** Forecast: USD per month that the fixes in effect save at the pace of their anomalies. */
    savedUsdPerMonth: z.number(),
    /** Findings with a plan that was not carried out. */
    fixable: z.number().int(),
    savableUsdPerMonth: z.number(),
  }),
  /** Items that are no finding this version can read, and why. */
  unreadable: z.array(z.object({ id: z.string(), problem: z.string() })),
});
export type FindingsList = z.infer<typeof findingsListSchema>;

/**
 * What came of an answer to a question for approval: `approved` and `rejected` were sent, all others changed nothing.
 * `declined`: the person took it back on seeing the plan.
 */
export const approvalAnswerSchema = z.object({
  id: z.string(),
  status: z.enum([
    'approved',
    'rejected',
    'unknown_finding',
    'not_waiting',
    'already_answered',
    'expired',
    'workflow_stopped',
    'declined',
  ]),
  reason: z.string(),
  /** Who answered. */
  by: z.string().nullable(),
});
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>;

/**
 * What came of an undo. The resource is as before (`undone`, `already_undone`), or nothing was changed: `refused` by the
 * orchestrator, as somebody else has changed the resource since.
 */
export const undoAnswerSchema = z.object({
  id: z.string(),
  status: z.enum(['undone', 'already_undone', 'not_applied', 'refused', 'in_progress', 'unknown_finding']),
  reason: z.string(),
  /** What was taken back, as far as the plan is on record: `after` is how it is again. */
  restored: z.array(plannedChangeSchema),
});
export type UndoAnswer = z.infer<typeof undoAnswerSchema>;

/**
 * What came of a retry. `started`: a new execution of the workflow plans anew. All others changed nothing: an execution is
 * still at work, or a change is in place, which has to be undone first.
 */
export const retryAnswerSchema = z.object({
  id: z.string(),
  status: z.enum(['started', 'unknown_finding', 'in_progress', 'in_place', 'no_workflow']),
  reason: z.string(),
  /** Who asked for it. */
  by: z.string(),
  /** Of the new execution. */
  executionArn: z.string().nullable(),
});
export type RetryAnswer = z.infer<typeof retryAnswerSchema>;
