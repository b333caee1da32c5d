import * as z from 'zod';

const toolUseSchema = z.object({ toolUseId: z.string(), name: z.string(), input: z.unknown() });
const toolResultSchema = z.object({
  toolUseId: z.string(),
  content: z.array(z.union([z.object({ text: z.string() }), z.object({ json: z.unknown() })])),
});
const contentSchema = z.union([
  z.object({ text: z.string() }),
  z.object({ toolUse: toolUseSchema }),
  z.object({ toolResult: toolResultSchema }),
]);
const toolSpecSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  inputSchema: z.object({ json: z.record(z.string(), z.unknown()) }),
});
const toolChoiceSchema = z.union([
  z.object({ any: z.object({}) }),
  z.object({ auto: z.object({}) }),
  z.object({ tool: z.object({ name: z.string() }) }),
]);

/**
 * What a text model is asked through the Converse API, with tools, without images, documents and guardrails:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html.
 */
export const converseRequestSchema = z.object({
  system: z.array(z.object({ text: z.string() })).default([]),
  messages: z.array(
    z.object({ role: z.enum(['user', 'assistant']), content: z.array(contentSchema).min(1) }),
  ),
  toolConfig: z
    .object({
      tools: z.array(z.object({ toolSpec: toolSpecSchema })).min(1),
      toolChoice: toolChoiceSchema.optional(),
    })
    .optional(),
  inferenceConfig: z
    .object({
      maxTokens: z.int().optional(),
      temperature: z.number().optional(),
      topP: z.number().optional(),
      stopSequences: z.array(z.string()).optional(),
    })
    .default({}),
});
export type ConverseRequest = z.output<typeof converseRequestSchema>;
export type ConverseMessage = ConverseRequest['messages'][number];
export type ToolConfig = NonNullable<ConverseRequest['toolConfig']>;
