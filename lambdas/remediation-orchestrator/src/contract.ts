import {
  anomalySchema,
  modeSchema,
  PLAYBOOK_IDS,
  playbookIdSchema,
  remediationOutcomeSchema,
  remediationPlanSchema,
  rootCauseAnalysisSchema,
} from '@egress/contracts';
import * as z from 'zod';
import { PLAYBOOKS } from './domain/playbook-registry';

const modesByPlaybook = z.partialRecord(playbookIdSchema, modeSchema);

export const environment = z.object({
  /** Table of findings, audit records and the stop switch; its keys are `FINDINGS_TABLE`. */
  FINDINGS_TABLE_NAME: z.string().min(1),
  /** How far every playbook may go. The function checks it again, whatever the workflow decided. */
  REMEDIATION_MODE: modeSchema.default('observe'),
  /** Playbooks with a mode of their own, as JSON: `{"block-s3-public-access":"approve"}`. */
  PLAYBOOK_MODES: z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue(`must be a JSON object of modes by playbook (${PLAYBOOK_IDS.join(', ')})`);
        return z.NEVER;
      }
    })
    .pipe(modesByPlaybook),
  /** Changes that may be begun in one account within one clock hour (UTC); undoing is not counted. */
  MAX_CHANGES_PER_HOUR: z.coerce.number().int().nonnegative().default(5),
  /** Where recordings of NAT gateways go: ARN of a bucket, with a prefix. */
  RECORDING_DESTINATION: z.string().startsWith('arn:'),
  /** Names of the fields that recordings have, in their order, with spaces between them. */
  RECORDING_FIELDS: z.string().min(1),
  /** USD per GB of records in the region, their conversion to Parquet included. */
  RECORDING_USD_PER_GB: z.coerce.number().nonnegative(),
});
export type Environment = z.infer<typeof environment>;

export const event = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('plan'),
    anomaly: anomalySchema,
    /** Its proposed playbook is planned; without one, the playbook that the anomaly itself calls for. */
    analysis: rootCauseAnalysisSchema.nullish(),
  }),
  // What is applied, and who approved it, is read from the finding: who may invoke the function may not make it up.
  z.object({ step: z.enum(['apply', 'verify']), anomaly: anomalySchema }),
  z.object({
    step: z.literal('undo'),
    anomaly: anomalySchema,
    /** Who asks for it, for the audit trail. */
    by: z.string().min(1).max(2048).optional(),
  }),
]);

/** A plan for step `plan`, an outcome for the others. */
export const result = z.union([remediationPlanSchema, remediationOutcomeSchema]);
export type Result = z.infer<typeof result>;

/** `playbooks` come from the playbooks' own declarations: a new playbook brings its permissions along. */
export const permissions = {
  findingsTable: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  playbooks: PLAYBOOKS.flatMap((playbook) =>
    playbook.permissions.map((permission) => ({ playbook: playbook.id, ...permission })),
  ),
} as const;

export const functionSettings = { memoryMiB: 256, timeoutSeconds: 60 } as const;

/** One data point per step that ended, with its step and status as dimensions. */
export const metrics = {
  namespace: 'EgressOptimizer',
  service: 'remediation-orchestrator',
  steps: 'RemediationSteps',
  stepDimension: 'Step',
  statusDimension: 'Status',
} as const;
