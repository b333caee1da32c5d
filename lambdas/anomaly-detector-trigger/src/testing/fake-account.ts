import { type AwsReply, type AwsRequest, fakeAws, type FakeAws } from '@egress/fake-aws';

/** An account with a bucket of objects, an endpoint and a state machine, for the function's own clients. */
export interface FakeAccount {
  readonly aws: FakeAws;
  /** Objects of all buckets by key. */
  objects: Record<string, Buffer | string>;
  /** Inputs of executions by name. */
  readonly executions: Map<string, unknown>;
  /** Answers requests to the endpoint. */
  invoke: (body: string) => AwsReply;
  /** Takes the place of the answer to a request, where it gives one. */
  disturb: (request: AwsRequest) => AwsReply | undefined;
}

export async function fakeAccount(): Promise<FakeAccount> {
  const account: FakeAccount = {
    aws: await fakeAws((request) => account.disturb(request) ?? answer(account, request)),
    objects: {},
    executions: new Map(),
    invoke: scoresOfSecondFeature,
    disturb: () => undefined,
  };
  return account;
}

function scoresOfSecondFeature(body: string): AwsReply {
  return { body: { scores: body.split('\n').map((row) => ({ score: Number(row.split(',')[1]) })) } };
}

function answer(account: FakeAccount, { method, url, headers, body }: AwsRequest): AwsReply {
  const { pathname, searchParams } = new URL(url, account.aws.url);
  if (pathname.includes('/invocations')) return account.invoke(body);
  if (method === 'POST') return startExecution(account, JSON.parse(body) as { name: string; input: string });
  if (searchParams.has('list-type')) return list(account, searchParams);
  const object = account.objects[decodeURIComponent(pathname).split('/').slice(2).join('/')];
  if (object === undefined) {
    return { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>' };
  }
  const [, from = '0', to = '1e9'] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? '') ?? [];
  return { status: 206, body: Buffer.from(object).subarray(Number(from), Number(to) + 1) };
}

function list({ objects }: FakeAccount, query: URLSearchParams): AwsReply {
  const prefix = query.get('prefix') ?? '';
  const keys = Object.keys(objects).filter((key) => key.startsWith(prefix));
  const xml = query.has('delimiter')
    ? keys
        .map((key) => key.slice(0, key.indexOf('/', prefix.length) + 1))
        .map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`)
    : keys.map((key) => `<Contents><Key>${key}</Key><Size>${objects[key]?.length}</Size></Contents>`);
  return { body: `<ListBucketResult>${[...new Set(xml)].join('')}</ListBucketResult>` };
}

function startExecution(
  { executions }: FakeAccount,
  { name, input }: { name: string; input: string },
): AwsReply {
  if (executions.has(name)) return { status: 400, body: { __type: 'ExecutionAlreadyExists', message: name } };
  executions.set(name, JSON.parse(input));
  return { body: { executionArn: name, startDate: 0 } };
}
