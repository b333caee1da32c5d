import { MODES, PLAYBOOK_IDS } from '@egress/contracts';
import { z } from 'zod';

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
