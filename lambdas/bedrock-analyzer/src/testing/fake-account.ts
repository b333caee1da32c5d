import { type AwsReply, type AwsRequest, fakeAws, type FakeAws } from '@egress/fake-aws';

export type Operation =
  | 'ListObjectsV2'
  | 'GetObject'
  | 'LookupEvents'
  | 'GetResourceConfigHistory'
  | 'SelectResourceConfig'
  | 'GetCostAndUsage'
  | 'Converse'
  | 'AssumeRole';

export interface Asked {
  readonly operation: Operation;
  readonly body: Record<string, unknown>;
  /** Access key that signed the request. */
  readonly by: string;
  readonly url: string;
}

/** What the function finds in AWS. */
interface Contents {
  /** What services answer, where it is not an object of the bucket. */
  replies: Partial<Record<Operation, AwsReply | ((body: Asked['body']) => AwsReply)>>;
  /** By key. */
  objects: Readonly<Record<string, Buffer>>;
}

export interface FakeAccount extends Contents {
  readonly aws: FakeAws;
  /** Since the last reset. */
  readonly asked: readonly Asked[];
  readonly reset: (contents: Contents) => void;
}

export async function fakeAccount(): Promise<FakeAccount> {
  const asked: Asked[] = [];
  const aws = await fakeAws((request) => {
    const operation = operationOf(request);
    const body = bodyOf(operation, request);
    asked.push({ operation, body, by: signerOf(request), url: request.url });
    const scripted = account.replies[operation];
    if (scripted) return typeof scripted === 'function' ? scripted(body) : scripted;
    return operation === 'ListObjectsV2' ? list(account, request) : rangeOf(account, request);
  });
  const account: FakeAccount = {
    aws,
    replies: {},
    objects: {},
    asked,
    reset: ({ replies, objects }) => {
      asked.length = 0;
      account.replies = { ...replies };
      account.objects = objects;
    },
  };
  return account;
}

function operationOf({ method, headers, url }: AwsRequest): Operation {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.')[1] as Operation;
  if (method === 'GET') return url.includes('list-type') ? 'ListObjectsV2' : 'GetObject';
  return url.startsWith('/model/') ? 'Converse' : 'AssumeRole';
}

function bodyOf(operation: Operation, { body }: AwsRequest): Record<string, unknown> {
  if (operation === 'AssumeRole') return Object.fromEntries(new URLSearchParams(body));
  return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
}

function signerOf({ headers }: AwsRequest): string {
  return /Credential=([^/]+)/.exec(String(headers.authorization))?.[1] ?? '';
}

function list({ objects }: Contents, { url }: AwsRequest): AwsReply {
  const prefix = new URL(url, 'http://any').searchParams.get('prefix') ?? '';
  const contents = Object.entries(objects)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, bytes]) => `<Contents><Key>${key}</Key><Size>${bytes.length}</Size></Contents>`);
  return { body: `<ListBucketResult>${contents.join('')}</ListBucketResult>` };
}

function rangeOf({ objects }: Contents, { url, headers }: AwsRequest): AwsReply {
  const key = decodeURIComponent(new URL(url, 'http://any').pathname).split('/').slice(2).join('/');
  const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(String(headers.range)) ?? [];
  return { status: 206, body: objects[key]?.subarray(Number(from), Number(to) + 1) ?? '' };
}
