import { proposedPlaybookSchema, rootCauseSchema } from '@egress/contracts';
import * as z from 'zod';

/** What the model must answer. The descriptions are part of what it is told. */
export const answerSchema = z.strictObject({
  cause: rootCauseSchema.describe('The most likely cause; "unknown" if the facts do not tell.'),
  narrative: z
    .string()
    .min(1)
    .max(2000)
    .describe('Two to six sentences for an engineer. Cite the fact behind every claim as [F1].'),
  citedFacts: z.array(z.string()).min(1).max(40).describe('Ids of all facts that the answer rests on.'),
  resources: z
    .array(z.string())
    .max(20)
    .describe('Resources that the answer is about, exactly as in the facts.'),
  recommendations: z
    .array(z.string().min(1).max(400))
    .min(1)
    .max(5)
    .describe('What to do, most useful first.'),
  playbook: proposedPlaybookSchema
    .optional()
    .describe('The one automatic fix that removes the cause; leave it out if none fits.'),
});
export type Answer = z.infer<typeof answerSchema>;

export const TOOL_NAME = 'report_root_cause';

/**
 * The tool's JSON Schema. At the top level only `type`, `properties` and `required`: Amazon Nova accepts no other keys
 * there (docs.aws.amazon.com/nova/latest/userguide/tool-use-definition.html).
 */
export function answerJsonSchema() {
  const { type, properties, required } = z.toJSONSchema(answerSchema);
  return { type, properties, required };
}
