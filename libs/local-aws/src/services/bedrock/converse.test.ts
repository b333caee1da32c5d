import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandInput,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime';
import { fakeAws, type FakeAws } from '@egress/fake-aws';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { edgeTo } from '../../testing/edge-to';
import { chatCompletionsModel } from './chat-completions-model';
import { converseWith, type Model } from './converse';
import { OFFLINE_NOTICE, offlineModel } from './offline-model';

const TOOL: Tool = {
  toolSpec: {
    name: 'report_root_cause',
    description: 'Reports.',
    inputSchema: {
      json: {
        type: 'object',
        properties: { cause: { type: 'string' } },
        required: ['cause', 'narrative', 'citedFacts', 'resources', 'recommendations'],
      },
    },
  },
};

/** What the real client makes of a model's answer. */
async function converse(model: Model, request: Partial<ConverseCommandInput>) {
  const edge = await edgeTo(converseWith(model));
  try {
    const client = new BedrockRuntimeClient({
      ...edge.clientConfiguration,
      requestHandler: new NodeHttpHandler(),
    });
    return await client.send(
      new ConverseCommand({
        modelId: 'eu.amazon.nova-lite-v1:0',
        messages: [{ role: 'user', content: [{ text: 'hello' }] }],
        ...request,
      }),
    );
  } finally {
    await edge.close();
  }
}

describe('the offline stand-in', () => {
  const asking = (user: string): Partial<ConverseCommandInput> => ({
    messages: [{ role: 'user', content: [{ text: user }] }],
    toolConfig: { tools: [TOOL], toolChoice: { any: {} } },
  });
  const inputOf = async (user: string) => {
    const { output, stopReason } = await converse(offlineModel, asking(user));
    expect(stopReason).toBe('tool_use');
    return output?.message?.content?.[0]?.toolUse;
  };
  const prompt = (facts: readonly string[], causes: readonly string[]) =>
    ['<facts>', ...facts, '</facts>', '<causes>', ...causes, '</causes>'].join('\n');

  it('calls the tool with the first cause, the facts behind it and the usual fix, and says that it is none', async () => {
    const call = await inputOf(
      prompt(
        ['F1 (detector): «photos» in account 1: much.', 'F2 (cloudtrail): «eve» called «PutBucketPolicy».'],
        ['s3-public (0.84): The policy was written [F2]. Also [F9].', 'no-cf (0.2): Else [F1].'],
      ),
    );
    expect(call).toMatchObject({
      name: 'report_root_cause',
      input: {
        cause: 's3-public',
        narrative: expect.stringContaining(OFFLINE_NOTICE) as unknown,
        citedFacts: ['F2'],
        resources: ['photos'],
        playbook: { id: 'block-s3-public-access', parameters: { bucket: 'photos' } },
      },
    });
  });

  it('proposes no fix for which the facts do not name one resource', async () => {
    const call = await inputOf(
      prompt(
        [
          'F1 (detector): «nat-0123456789abcdef0»: much.',
          'F2 (config): «vpc-0123456789abcdef0», «vpc-0123456789abcdef1».',
        ],
        ['nat-s3 (0.6): Through a NAT [F1].'],
      ),
    );
    expect(call?.input).not.toHaveProperty('playbook');
  });

  it('answers unknown where no rule found a cause', async () => {
    const call = await inputOf(prompt(['F1 (detector): «i-1»: much.'], ['No rule found a cause.']));
    expect(call?.input).toMatchObject({ cause: 'unknown', citedFacts: ['F1'] });
  });

  it('stops without a call when it is asked for anything else', async () => {
    const { stopReason, output } = await converse(offlineModel, asking('What is the time?'));
    expect(stopReason).toBe('end_turn');
    expect(output?.message?.content?.[0]?.text).toContain(OFFLINE_NOTICE);
  });
});

describe('a server of chat completions', () => {
  let server: FakeAws;
  beforeEach(async () => (server = await fakeAws()));
  afterEach(() => server.close());
  const model = () => chatCompletionsModel({ url: server.url, model: 'qwen3:8b' });
  const answerWith = (message: object, finish_reason = 'stop') =>
    (server.answer = () => ({
      body: { choices: [{ message, finish_reason }], usage: { prompt_tokens: 7, completion_tokens: 3 } },
    }));
  const call = (args: string) => ({
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: args } }],
  });

  it('is asked with system, tools, limits and earlier calls in its own words', async () => {
    answerWith({ content: 'fine' });
    await converse(model(), {
      system: [{ text: 'be brief' }],
      messages: [
        { role: 'user', content: [{ text: 'look' }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'look', input: { at: 1 } } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ json: { seen: 2 } }] } }] },
      ],
      inferenceConfig: { maxTokens: 100 },
      toolConfig: { tools: [TOOL], toolChoice: { any: {} } },
    });
    expect(server.requests[0]?.url).toBe('/v1/chat/completions');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      model: 'qwen3:8b',
      max_tokens: 100,
      messages: [
        { role: 'system', content: 'be brief' },
        { role: 'user', content: 'look' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '{"seen":2}' },
      ],
      tools: [
        {
          type: 'function',
          function: {
            name: 'report_root_cause',
            description: 'Reports.',
            parameters: TOOL.toolSpec?.inputSchema?.json,
          },
        },
      ],
      tool_choice: 'required',
    });
  });

  it('answers with text, and with what it used', async () => {
    answerWith({ content: 'fine' });
    expect(await converse(model(), {})).toMatchObject({
      stopReason: 'end_turn',
      output: { message: { role: 'assistant', content: [{ text: 'fine' }] } },
      usage: { inputTokens: 7, outputTokens: 3, totalTokens: 10 },
    });
  });

  it('answers with the call of a tool', async () => {
    answerWith(call('{"at":1}'), 'tool_calls');
    expect(await converse(model(), {})).toMatchObject({
      stopReason: 'tool_use',
      output: { message: { content: [{ toolUse: { toolUseId: 'c1', name: 'look', input: { at: 1 } } }] } },
    });
  });

  it('says so when the call of a tool is malformed or the answer was cut', async () => {
    answerWith(call('{"at":'), 'tool_calls');
    expect(await converse(model(), {})).toMatchObject({ stopReason: 'malformed_tool_use' });
    answerWith({ content: 'fi' }, 'length');
    expect(await converse(model(), {})).toMatchObject({ stopReason: 'max_tokens' });
  });

  it.each([
    ['ThrottlingException', { status: 429 }],
    ['ModelErrorException', { status: 404, body: 'no such model' }],
    ['ModelErrorException', { body: '<html>' }],
    ['ModelErrorException', { body: { choices: [] } }],
  ])('is a %s of Bedrock when it answers %j', async (name, answer) => {
    server.answer = () => answer;
    await expect(converse(model(), {})).rejects.toMatchObject({ name });
  });

  it('is a ServiceUnavailableException of Bedrock when it is not there', async () => {
    const gone = chatCompletionsModel({ url: 'http://127.0.0.1:1', model: 'm' });
    await expect(converse(gone, {})).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
  });
});

it('refuses a request that it cannot read', async () => {
  const content = [{ image: { format: 'png', source: { bytes: new Uint8Array([1]) } } }] as const;
  await expect(
    converse(offlineModel, { messages: [{ role: 'user', content: [...content] }] }),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});
