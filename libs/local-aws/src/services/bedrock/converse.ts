import * as z from 'zod';
import { errorReply, jsonReply } from '../../edge/error-replies';
import type { Backend } from '../../edge/routes';
import { converseRequestSchema, type ConverseRequest } from './converse-request';

export type AnswerBlock =
  | { readonly text: string }
  | { readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: unknown } };

export type StopReason = 'end_turn' | 'tool_use' | 'max_tokens' | 'content_filtered' | 'malformed_tool_use';

/** What a model made of a request. */
export type ModelOutcome =
  | {
      readonly status: 'answered';
      readonly content: readonly AnswerBlock[];
      readonly stopReason: StopReason;
      readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
    }
  /** With Bedrock's error code and status. */
  | {
      readonly status: 'failed';
      readonly code: string;
      readonly httpStatus: number;
      readonly message: string;
    };

export type Model = (request: ConverseRequest) => Promise<ModelOutcome>;

/** Bedrock's Converse by a model, under any model id. */
export function converseWith(model: Model): Exclude<Backend, string> {
  return async (body, operation) => {
    const started = Date.now();
    const { data: request, error } = converseRequestSchema.safeParse(JSON.parse(body.toString()));
    if (error)
      return errorReply(operation, {
        status: 400,
        code: 'ValidationException',
        message: `The local Converse: ${z.prettifyError(error)}`,
      });
    const outcome = await model(request);
    if (outcome.status === 'failed') return errorReply(operation, { ...outcome, status: outcome.httpStatus });
    const { content, stopReason, usage } = outcome;
    return jsonReply(operation, {
      output: { message: { role: 'assistant', content } },
      stopReason,
      usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens },
      metrics: { latencyMs: Date.now() - started },
    });
  };
}
