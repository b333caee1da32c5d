import {
  type BedrockRuntimeClient,
  type ContentBlock,
  ConverseCommand,
  type ConverseCommandOutput,
  type ToolInputSchema,
} from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { AnalysisContext, ModelReply } from '../domain/analyze-anomaly';
import { modelUsd } from '../domain/analysis-cost';
import { answerJsonSchema, TOOL_NAME } from '../domain/answer';

/** Bounds what an answer costs. The longest that the schema allows has about half as many. */
const MAX_OUTPUT_TOKENS = 2000;

export interface ModelSettings {
  /** Model or inference profile. */
  readonly modelId: string;
  readonly guardrail?: { readonly id: string; readonly version: string };
}

const usageSchema = z.object({ inputTokens: z.int().default(0), outputTokens: z.int().default(0) });

/**
 * Asks a model through the Converse API to call our tool. No temperature is set: some models refuse it. What stops a model
 * short of the call (guardrail, filter, length) is a refusal; faults of Bedrock are thrown.
 */
export function bedrockModel(
  client: BedrockRuntimeClient,
  { modelId, guardrail }: ModelSettings,
): NonNullable<AnalysisContext['askModel']> {
  return async ({ system, user }, abortSignal) => {
    const reply = await client.send(
      new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: MAX_OUTPUT_TOKENS },
        toolConfig: {
          tools: [
            {
              toolSpec: {
                name: TOOL_NAME,
                description: 'Reports why the anomaly happened, resting on the numbered facts.',
                inputSchema: { json: answerJsonSchema() as ToolInputSchema.JsonMember['json'] },
              },
            },
          ],
          // There is one tool: `any` asks for it in every model that can be made to call one.
          toolChoice: { any: {} },
        },
        guardrailConfig: guardrail && {
          guardrailIdentifier: guardrail.id,
          guardrailVersion: guardrail.version,
        },
      }),
      { abortSignal },
    );
    return replyOf(reply, modelId);
  };
}

function replyOf({ stopReason, output, usage }: ConverseCommandOutput, modelId: string): ModelReply {
  const { inputTokens, outputTokens } = usageSchema.parse(usage ?? {});
  const tokens = { input: inputTokens, output: outputTokens };
  const cost = { tokens, usd: modelUsd(modelId, tokens) };
  const content: readonly ContentBlock[] = output?.message?.content ?? [];
  const call = content.find((block) => block.toolUse?.name === TOOL_NAME)?.toolUse;
  return stopReason === 'tool_use' && call
    ? { status: 'answered', answer: call.input, ...cost }
    : { status: 'refused', reason: `The model stopped without an answer: ${stopReason}.`, ...cost };
}
