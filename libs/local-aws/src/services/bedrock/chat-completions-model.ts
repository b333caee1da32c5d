import * as z from 'zod';
import type { AnswerBlock, Model, ModelOutcome, StopReason } from './converse';
import type { ConverseMessage, ConverseRequest, ToolConfig } from './converse-request';

const TIMEOUT_MS = 120_000;

export interface ChatCompletionsSettings {
  /** Of a server that is compatible with OpenAI's, such as `http://127.0.0.1:11434`; `/v1/chat/completions` is added. */
  readonly url: string;
  /** As that server calls it. */
  readonly model: string;
}

const completionSchema = z.object({
  choices: z.tuple(
    [
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
            )
            .nullish(),
        }),
      }),
    ],
    z.unknown(),
  ),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).nullish(),
});
type Completion = z.output<typeof completionSchema>;

/** Hands what Converse asks to a server of OpenAI's chat completions, and its answer back, with tools both ways. */
export function chatCompletionsModel({ url, model }: ChatCompletionsSettings): Model {
  return async (request) => {
    const failed = (code: string, httpStatus: number, why: unknown): ModelOutcome => ({
      status: 'failed',
      code,
      httpStatus,
      message: `${url}: ${String(why)}`,
    });
    try {
      const response = await fetch(new URL('/v1/chat/completions', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model, ...chatRequest(request) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.status === 429) return failed('ThrottlingException', 429, 'too many requests');
      const text = await response.text();
      if (!response.ok)
        return failed('ModelErrorException', 424, `status ${response.status}: ${text.slice(0, 500)}`);
      return outcomeOf(completionSchema.parse(JSON.parse(text)));
    } catch (error) {
      const isAnswer = error instanceof z.ZodError || error instanceof SyntaxError;
      return isAnswer
        ? failed('ModelErrorException', 424, `is no chat completion: ${error.message}`)
        : failed('ServiceUnavailableException', 503, error);
    }
  };
}

function chatRequest({ system, messages, toolConfig, inferenceConfig }: ConverseRequest): object {
  const { maxTokens, temperature, topP, stopSequences } = inferenceConfig;
  return {
    messages: [
      ...system.map(({ text }) => ({ role: 'system', content: text })),
      ...messages.flatMap(chatMessages),
    ],
    ...(toolConfig && { tools: toolConfig.tools.map(chatTool), tool_choice: chatToolChoice(toolConfig) }),
    max_tokens: maxTokens,
    temperature,
    top_p: topP,
    stop: stopSequences,
  };
}

/** A message with calls of tools or text, after one message for each result of a tool. */
function chatMessages({ role, content }: ConverseMessage): readonly object[] {
  const text = content.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
  const calls = content.flatMap((block) => ('toolUse' in block ? [block.toolUse] : []));
  const results = content.flatMap((block) => ('toolResult' in block ? [block.toolResult] : []));
  const toolCalls = calls.map(({ toolUseId, name, input }) => ({
    id: toolUseId,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }));
  return [
    ...results.map((result) => ({
      role: 'tool',
      tool_call_id: result.toolUseId,
      content: result.content
        .map((part) => ('text' in part ? part.text : JSON.stringify(part.json)))
        .join('\n'),
    })),
    ...(text !== '' || calls.length > 0
      ? [{ role, content: text, ...(calls.length > 0 && { tool_calls: toolCalls }) }]
      : []),
  ];
}

function chatTool({ toolSpec: { name, description, inputSchema } }: ToolConfig['tools'][number]): object {
  return { type: 'function', function: { name, description, parameters: inputSchema.json } };
}

function chatToolChoice({ toolChoice }: ToolConfig): unknown {
  if (toolChoice === undefined || 'auto' in toolChoice) return 'auto';
  return 'any' in toolChoice ? 'required' : { type: 'function', function: { name: toolChoice.tool.name } };
}

const STOP_REASONS: Readonly<Record<string, StopReason>> = {
  length: 'max_tokens',
  content_filter: 'content_filtered',
};

function outcomeOf({ choices: [{ message, finish_reason }], usage }: Completion): ModelOutcome {
  const text: AnswerBlock[] = message.content ? [{ text: message.content }] : [];
  const calls = message.tool_calls ?? [];
  const tokens = { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
  const stop = STOP_REASONS[finish_reason ?? ''] ?? (calls.length > 0 ? 'tool_use' : 'end_turn');
  const answered = (content: readonly AnswerBlock[], stopReason: StopReason): ModelOutcome => ({
    status: 'answered',
    content,
    stopReason,
    usage: tokens,
  });
  try {
    const toolUses = calls.map(({ id, function: { name, arguments: input } }) => ({
      toolUse: { toolUseId: id, name, input: JSON.parse(input) as unknown },
    }));
    return answered([...text, ...toolUses], stop);
  } catch {
    // Arguments that are no JSON: Bedrock has a stop reason for it.
    return answered(text, 'malformed_tool_use');
  }
}
