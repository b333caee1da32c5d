import { MODES, PLAYBOOK_IDS } from '@egress/contracts';
import { z } from 'zod';

const BEDROCK_MODEL =
  /^(|[a-z][a-z0-9-]*(\.[a-zA-Z0-9-]+)+(:\w+)*|arn:aws:bedrock:[a-z0-9-]+:(\d{12})?:[a-z-]+\/[\w.:/-]+)$/;

const mode = z.enum(MODES);

/** Detection schedule, explanation and remediation. */
export const aiOrchestrationSettings = z.strictObject({
  detectionEnabled: z.boolean().default(true).describe('Whether the hourly schedule is on.'),
  remediationMode: mode
    .default('observe')
    .describe('observe reports what it would do, approve waits for a person, auto acts.'),
  playbookModes: z
    .partialRecord(z.enum(PLAYBOOK_IDS), mode)
    .default({})
    .describe('Playbooks with a mode of their own.'),
  maxChangesPerHour: z
    .int()
    .min(0)
    .max(1000)
    .default(5)
    .describe(
      'So many changes may playbooks make in an hour of the clock, in this account; undoing is not counted.',
    ),
  approvalTimeoutHours: z
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe('An approval not given by then expires.'),
  bedrockModelId: z
    .string()
    .regex(
      BEDROCK_MODEL,
      'must be a model or inference profile such as us.amazon.nova-lite-v1:0, its ARN, or empty for none',
    )
    .default('')
    .describe(
      'Model id, or id or ARN of an inference profile, that explains anomalies; empty: ranked facts without a narrative.',
    ),
  bedrockGuardrail: z
    .strictObject({
      id: z.string().min(1).describe('Id of the guardrail.'),
      version: z.string().min(1).default('DRAFT').describe('Version of the guardrail.'),
    })
    .optional()
    .describe('Guardrail applied to the model; default: none.'),
});

export type AiOrchestrationSettings = z.infer<typeof aiOrchestrationSettings>;
