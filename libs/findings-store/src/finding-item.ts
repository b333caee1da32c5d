import {
  anomalySchema,
  approvalSchema,
  HOURS_PER_MONTH,
  remediationPlanSchema,
  rootCauseAnalysisSchema,
} from '@egress/contracts';
import * as z from 'zod';
import { type RecordedChange, recordedChangeSchema, type RecordedFinding } from './recorded-finding';

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('must be JSON');
    return z.NEVER;
  }
});

const text = z.string().nullable().default(null);

const findingItem = z.object({
  anomalyId: anomalySchema.shape.id,
  anomaly: json.pipe(anomalySchema),
  status: z.string().default('recorded'),
  reason: text.transform((reason) => reason?.trim() || null),
  recordedAt: text,
  endedAt: text,
  // Another version of the workflow may write these two in another form: that leaves the rest readable.
  analysis: json.pipe(rootCauseAnalysisSchema).nullable().catch(null),
  remediationPlan: json.pipe(remediationPlanSchema).nullable().catch(null),
  savingUsdPerMonth: z.number().nullable().default(null),
  approvalExpiresAt: text,
  approval: json.pipe(approvalSchema).nullable().catch(null),
  endsAt: text,
  executionArn: text,
  notificationError: text,
  undoneBy: text,
  retriedBy: text,
});
type FindingItem = z.output<typeof findingItem>;

const changeItem = z.object({
  ...recordedChangeSchema.shape,
  allowedBy: text,
  startedAt: text,
  fingerprint: text,
  afterFingerprint: text,
  history: recordedChangeSchema.shape.history.default([]),
});

/** Reads an item of the findings table, of this or another version of the workflow. */
export function findingOf(item: object): z.ZodSafeParseResult<RecordedFinding> {
  return findingItem
    .transform(({ anomalyId: id, remediationPlan: plan, ...rest }) => ({
      id,
      ...rest,
      plan,
      savingUsdPerMonth: rest.savingUsdPerMonth ?? savingOf(rest.anomaly, plan),
      unreadable: Object.entries({ analysis: rest.analysis, remediationPlan: plan, approval: rest.approval })
        .filter(([name, value]) => value === null && name in item)
        .map(([name]) => name),
    }))
    .safeParse(item);
}

/** Reads the item of a change. Throws a ZodError that names what is wrong. */
export function changeOf(item: object): RecordedChange {
  return changeItem.parse(item);
}

function savingOf(
  { usdPerDay }: FindingItem['anomaly'],
  plan: FindingItem['remediationPlan'],
): number | null {
  if (plan?.status !== 'planned') return null;
  if (plan.endsAfterHours !== undefined) return 0;
  return Math.round(100 * ((usdPerDay * HOURS_PER_MONTH) / 24 - plan.usdPerMonth)) / 100;
}
