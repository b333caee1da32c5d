import { randomUUID } from 'node:crypto';
import { type ProposedPlaybook, proposedPlaybookSchema } from '@egress/contracts';
import * as z from 'zod';
import type { Model, ModelOutcome } from './converse';
import type { ConverseRequest, ToolConfig } from './converse-request';

type ToolSpec = ToolConfig['tools'][number]['toolSpec'];

/** What it says of itself wherever a model's words are expected. */
export const OFFLINE_NOTICE = 'Offline stand-in, no model was asked.';

/** English text has about four characters to a token. */
const CHARACTERS_PER_TOKEN = 4;

/** The most that a narrative may have. */
const MOST_CHARACTERS = 2000;

/**
 * Stands in for a model where there is none. It understands nothing: it reads the numbered facts and ranked causes out of the
 * request, and fills the tool's input with the first cause, the facts that speak for it, and the fix that is usual for it.
 * Asked for anything else it stops without a call.
 */
export const offlineModel: Model = (request) => {
  const tool = request.toolConfig?.tools[0]?.toolSpec;
  const prompt = textOf(request);
  const input = tool && answerFor(tool, prompt);
  const block =
    tool && input
      ? { toolUse: { toolUseId: `offline-${randomUUID()}`, name: tool.name, input } }
      : { text: `${OFFLINE_NOTICE} It can only answer a tool that reports a cause from numbered facts.` };
  return Promise.resolve<ModelOutcome>({
    status: 'answered',
    content: [block],
    stopReason: 'toolUse' in block ? 'tool_use' : 'end_turn',
    usage: { inputTokens: tokensOf(prompt), outputTokens: tokensOf(JSON.stringify(block)) },
  });
};

function textOf({ messages }: ConverseRequest): string {
  return messages
    .flatMap(({ content }) => content)
    .flatMap((block) => ('text' in block ? [block.text] : []))
    .join('\n');
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Undefined when there are no facts, or the tool asks for more than it has. */
function answerFor({ inputSchema: { json: schema } }: ToolSpec, prompt: string): object | undefined {
  const facts = factsOf(prompt);
  if (facts.size === 0) return undefined;
  const { cause, why, citedFacts } = firstCause(prompt, facts);
  const resource = firstName(facts.get('F1') ?? '');
  const playbook = playbookFor(cause, resource, [...facts.values()].join('\n'));
  const answer = {
    cause,
    // Without the cause's id: such as nat-s3 reads like the id of a resource.
    narrative: `${OFFLINE_NOTICE} ${why}`.slice(0, MOST_CHARACTERS),
    citedFacts,
    resources: resource === undefined ? [] : [resource],
    recommendations: [`Check ${citedFacts.join(', ')} before anything is changed: ${OFFLINE_NOTICE}`],
    ...(playbook && { playbook }),
  };
  const required = z.array(z.string()).catch([]).parse(schema['required']);
  return required.every((name) => name in answer) ? answer : undefined;
}

type Facts = ReadonlyMap<string, string>;

/** `F1 (detector): text` lines, by id. */
function factsOf(prompt: string): Facts {
  const lines = prompt.matchAll(/^(F\d+) \([\w-]+\): (.+)$/gm);
  return new Map([...lines].map(([, id = '', text = '']) => [id, text]));
}

/** From the line `s3-public (0.84): Everyone took it [F2].`, which is the first of the ranked causes. */
function firstCause(prompt: string, facts: Facts) {
  const [, cause, why = ''] = /<causes>\n([\w-]+) \([\d.]+\): (.+)/.exec(prompt) ?? [];
  const citedFacts = [...new Set(why.match(/\bF\d+\b/g))].filter((id) => facts.has(id));
  return cause !== undefined && citedFacts.length > 0
    ? { cause, why, citedFacts }
    : { cause: 'unknown', why: 'No rule found a cause [F1].', citedFacts: ['F1'] };
}

/** Between the marks of quoted data; one that was cut is no name. */
function firstName(fact: string): string | undefined {
  return /«([^»…]+)»/.exec(fact)?.[1];
}

/** The fix that is usual for a cause, where the facts name all that it needs to know. */
function playbookFor(
  cause: string,
  resource: string | undefined,
  facts: string,
): ProposedPlaybook | undefined {
  const onlyId = (prefix: string) => {
    const ids = new Set(facts.match(new RegExp(`\\b${prefix}-[0-9a-f]{8,17}\\b`, 'g')));
    return ids.size === 1 ? [...ids][0] : undefined;
  };
  const proposals: Readonly<Record<string, () => unknown>> = {
    's3-public': () => ({ id: 'block-s3-public-access', parameters: { bucket: resource } }),
    'sg-open': () => ({
      id: 'revoke-security-group-rules',
      parameters: { groupId: onlyId('sg'), direction: 'ingress' },
    }),
    'nat-s3': () => ({ id: 'create-gateway-endpoint', parameters: { vpcId: onlyId('vpc'), service: 's3' } }),
    'nat-ddb': () => ({
      id: 'create-gateway-endpoint',
      parameters: { vpcId: onlyId('vpc'), service: 'dynamodb' },
    }),
  };
  return proposedPlaybookSchema.safeParse(proposals[cause]?.()).data;
}
