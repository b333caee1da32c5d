import * as z from 'zod';
import type { Anomaly } from './anomaly';
import { FINDING_CAUSES } from './finding';

/** The closed list of fixes. The remediation orchestrator holds the code of each. */
export const PLAYBOOK_IDS = [
  'block-s3-public-access',
  'revoke-security-group-rules',
  'create-gateway-endpoint',
  'start-nat-recording',
] as const;
export const playbookIdSchema = z.enum(PLAYBOOK_IDS);
export type PlaybookId = z.infer<typeof playbookIdSchema>;

/** How far a playbook may go: report its plan, change after a person's approval, or change at once. */
export const MODES = ['observe', 'approve', 'auto'] as const;
export const modeSchema = z.enum(MODES);
export type Mode = z.infer<typeof modeSchema>;

/** What an anomaly can come from: the causes that flows and bill prove, and those that a change in the account proves. */
export const ROOT_CAUSES = [...FINDING_CAUSES, 'sg-open', 'exfil', 'unknown'] as const;
export const rootCauseSchema = z.enum(ROOT_CAUSES);
export type RootCause = z.infer<typeof rootCauseSchema>;

const awsId = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `must be ${prefix}-…`);

/** What each playbook needs to know. Shared, because the analyzer proposes what the orchestrator runs. */
export const playbookParametersSchemas = {
  'block-s3-public-access': z.strictObject({
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
  }),
  'revoke-security-group-rules': z.strictObject({
    groupId: awsId('sg'),
    direction: z.enum(['ingress', 'egress']),
    /** Only rules that open this port. Without it: every rule that is open to the world in that direction. */
    port: z.number().int().min(0).max(65_535).optional(),
  }),
  'create-gateway-endpoint': z.strictObject({
    vpcId: awsId('vpc'),
    service: z.enum(['s3', 'dynamodb']),
    routeTableIds: z.array(awsId('rtb')).min(1).optional(),
  }),
  'start-nat-recording': z.strictObject({ natGatewayId: awsId('nat') }),
} as const satisfies Record<PlaybookId, z.ZodObject>;

const proposal = <Id extends PlaybookId>(id: Id) =>
  z.strictObject({ id: z.literal(id), parameters: playbookParametersSchemas[id] });

/** A playbook with its parameters; accepting one changes nothing. */
export const proposedPlaybookSchema = z.discriminatedUnion('id', [
  proposal('block-s3-public-access'),
  proposal('revoke-security-group-rules'),
  proposal('create-gateway-endpoint'),
  proposal('start-nat-recording'),
]);
export type ProposedPlaybook = z.infer<typeof proposedPlaybookSchema>;

/** One thing that is known about an anomaly. Everything that is claimed about it cites facts by id. */
export const factSchema = z.object({
  id: z.string().regex(/^F[1-9]\d*$/),
  text: z.string(),
  source: z.enum(['detector', 'egress-hourly', 'config', 'cloudtrail', 'cost-explorer']),
  /** AWS ids, names and ARNs that the fact is about: no answer may name others. */
  resources: z.array(z.string()),
});
export type Fact = z.infer<typeof factSchema>;

const analysisFields = {
  anomalyId: z.string(),
  /** Rules of ours set it, never the model. */
  confidence: z.number().min(0).max(1),
  cause: rootCauseSchema,
  facts: z.array(factSchema),
  /** Text for people; cites facts as [F1]. */
  narrative: z.string(),
  recommendations: z.array(z.string()),
  proposedPlaybook: proposedPlaybookSchema.optional(),
  /** What the model was sent and answered; 0 if it was not asked. */
  tokens: z.object({ input: z.number().int().nonnegative(), output: z.number().int().nonnegative() }),
  /** USD that the analysis was billed: requests to Cost Explorer, and tokens at the model's list price. */
  usd: z.number().nonnegative(),
};

/** The bedrock-analyzer's answer. `explained`: by a model whose every claim was checked; `ranked`: by rules alone. */
export const rootCauseAnalysisSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('explained'), ...analysisFields }),
  z.object({ status: z.literal('ranked'), ...analysisFields, rejectedBecause: z.string() }),
]);
export type RootCauseAnalysis = z.infer<typeof rootCauseAnalysisSchema>;

/** One line of a plan's diff, for people. */
export const plannedChangeSchema = z.object({
  action: z.string(),
  target: z.string(),
  before: z.string(),
  after: z.string(),
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** A plan that can be applied. */
export const plannedRemediationSchema = z.object({
  status: z.literal('planned'),
  anomalyId: z.string(),
  playbook: playbookIdSchema,
  parameters: z.record(z.string(), z.unknown()),
  resource: z.string(),
  changes: z.array(plannedChangeSchema).min(1),
  /** Who will notice, in sentences. */
  blastRadius: z.string(),
  /** USD per month of 730 h that the fix itself costs. */
  usdPerMonth: z.number().nonnegative(),
  /** SHA-256 of the state that the plan was made from: applying it needs the very same state. */
  fingerprint: z.string(),
  /** Hours after which the workflow takes the change back: it finds something out and saves nothing. Absent: it is to stay. */
  endsAfterHours: z.number().positive().optional(),
});
export type PlannedRemediation = z.infer<typeof plannedRemediationSchema>;

/** The answer to step `plan`. */
export const remediationPlanSchema = z.discriminatedUnion('status', [
  plannedRemediationSchema,
  z.object({
    status: z.enum(['nothing_to_do', 'exempt', 'not_possible']),
    anomalyId: z.string(),
    resource: z.string(),
    reason: z.string(),
  }),
]);
export type RemediationPlan = z.infer<typeof remediationPlanSchema>;

/**
 * The answer to the steps `apply`, `verify` and `undo`.
 * - `observed`: the playbook's mode is observe; nothing was changed.
 * - `stopped`: the stop switch is on or the approval is missing; nothing was changed.
 * - `capped`: the account has had as many changes in this hour as are allowed; nothing was changed.
 * - `precondition_failed`: someone changed or exempted the resource in between; nothing was changed.
 * - `undone`: the resource is as it was before.
 *
 * With one of the first four, a `savedState` says that an earlier try had begun the change: it has to be undone.
 */
export const remediationOutcomeSchema = z.object({
  status: z.enum([
    'observed',
    'stopped',
    'capped',
    'precondition_failed',
    'applied',
    'verified',
    'not_verified',
    'undone',
  ]),
  anomalyId: z.string(),
  reason: z.string(),
  /** Key of the item in the findings table that holds the state before the change; absent if none was begun. */
  savedState: z.object({ anomalyId: z.string(), record: z.string() }).optional(),
});
export type RemediationOutcome = z.infer<typeof remediationOutcomeSchema>;

/** A person's answer to the question whether a plan may be applied. */
export const approvalSchema = z.object({
  status: z.enum(['approved', 'rejected']),
  by: z.string().min(1),
  reason: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Starts the remediation workflow on an anomaly that another execution has ended with; the finding is taken over from it. */
export interface RemediationRetry {
  readonly anomaly: Anomaly;
  readonly retry: {
    /** ARN of the execution that ended. */
    readonly of: string;
    /** Who asks for it. */
    readonly by: string;
  };
}

/**
 * Keys of the findings table (partition key `anomalyId`, sort key `record`, both strings). No anomaly's id can begin with
 * `#`, so that the switch is nobody's finding.
 */
export const FINDINGS_TABLE = {
  partitionKey: 'anomalyId',
  sortKey: 'record',
  /** Value of the sort key: the anomaly's story, written by the workflow. */
  findingRecord: 'finding',
  /** Value of the sort key: the change with the state before it, written before the change. */
  changeRecord: 'change',
  /** Index of the findings by `status` and `recordedAt`, both strings. */
  statusIndex: 'by-status',
  /** While this item exists, nothing is applied; its attribute `reason` says why. */
  stopSwitch: { anomalyId: '#control', record: 'stop' },
  /** The anomalies whose changes were begun in the account in the hour of an ISO time, as a set of strings. */
  changesOfHour: (account: string, at: string) => ({
    anomalyId: `#changes-${account}`,
    record: at.slice(0, 'yyyy-mm-ddThh'.length),
  }),
} as const;

/** Tag key, with any value, on a resource that no playbook may touch. */
export const EXEMPTION_TAG = 'egress-optimizer:exempt';

/** Tag key on what a playbook created; its value is the anomaly's id. Undo deletes nothing without it. */
export const ANOMALY_TAG = 'egress-optimizer:anomaly';

/** How long a recording of a NAT gateway lasts. */
export const RECORDING_HOURS = 6;

/** Tag key on a temporary recording; its value is the ISO time from which the recording may be deleted. */
export const EXPIRY_TAG = 'egress-optimizer:expires-at';
