import type { AwsReply, AwsRequest } from '@egress/fake-aws';
import type { Item } from './example-items';

export * from './example-items';

/** What a test says is in the account; what the calls change is seen here. */
export interface FindingsAccount {
  items: Item[];
  /** Items of one answer to Scan and Query. */
  pageSize: number;
  /** Tokens that a workflow waits for: an answer takes them away. */
  readonly waiting: Set<string>;
  /** Answers that workflows got. */
  readonly approvals: unknown[];
  executionStatus: string;
  /** Executions that were started. */
  readonly started: unknown[];
  /** What the orchestrator is asked, and what it answers. */
  readonly invocations: unknown[];
  undo: () => unknown;
}

type Values = Readonly<Record<string, unknown>>;
type Operation = (account: FindingsAccount, input: Readonly<Record<string, Values>>) => AwsReply;

export function findingsAccount(...items: Item[]): FindingsAccount {
  return {
    items,
    pageSize: 1000,
    waiting: new Set(),
    approvals: [],
    executionStatus: 'RUNNING',
    started: [],
    invocations: [],
    undo: () => ({ status: 'undone', anomalyId: items[0]?.anomalyId, reason: 'Restored.' }),
  };
}

/** Answers as DynamoDB, Step Functions, Lambda and STS of that account do, for `fakeAws`. */
export function answerOf(account: FindingsAccount): (request: AwsRequest) => AwsReply {
  return ({ url, headers, body }) => {
    if (body.includes('GetCallerIdentity')) return CALLER;
    if (url.endsWith('/invocations')) {
      const request = JSON.parse(body) as Values;
      account.invocations.push({ url, ...request });
      const answer = account.undo();
      recordUndo(account, request, answer as Values);
      return { body: answer };
    }
    const name = String(headers['x-amz-target']).split('.')[1] ?? '';
    const operation = OPERATIONS[name];
    if (!operation) throw new Error(`${name || url}: this account does not answer that`);
    return operation(account, JSON.parse(body) as Readonly<Record<string, Values>>);
  };
}

const CALLER: AwsReply = {
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
    <Arn>arn:aws:iam::111122223333:user/ann</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
};

const OPERATIONS: Readonly<Record<string, Operation>> = {
  Scan: (account, input) => pageOf(account, input, ({ record }) => record === 'finding'),
  Query: (account, input) => {
    const { ':id': id, ':status': status } = textsOf(input['ExpressionAttributeValues']);
    return pageOf(account, input, (item) =>
      id === undefined ? item['status'] === status : item.anomalyId === id,
    );
  },
  SendTaskSuccess: ({ waiting, approvals }, { taskToken, output }) => {
    if (!waiting.delete(String(taskToken))) return refusal('TaskTimedOut');
    approvals.push(JSON.parse(String(output)));
    return {};
  },
  StartExecution: ({ started }, input) => {
    started.push({ ...input, input: JSON.parse(String(input['input'])) });
    return { body: { executionArn: 'arn:aws:states:us-east-1:111122223333:execution:x:new', startDate: 0 } };
  },
  DescribeExecution: ({ executionStatus: status }) =>
    status === 'FORGOTTEN' ? refusal('ExecutionDoesNotExist') : { body: { status } },
};

/** As the orchestrator does, in the finding. */
function recordUndo({ items }: FindingsAccount, { by }: Values, { status, reason }: Values): void {
  const index = items.findIndex(({ record }) => record === 'finding');
  const item = items[index];
  if (item && status === 'undone' && item['status'] !== 'undone')
    items[index] = { ...item, status, reason, undoneBy: by };
}

/** Only a filter on the time is applied, as it comes on top of the others. */
function pageOf(
  { items, pageSize }: FindingsAccount,
  input: Readonly<Record<string, Values>>,
  isAsked: (item: Item) => boolean,
) {
  const { ':since': since = '' } = textsOf(input['ExpressionAttributeValues']);
  const start = Number(textsOf(input['ExclusiveStartKey'])['anomalyId'] ?? 0);
  const page = items.slice(start, start + pageSize);
  const next = start + pageSize;
  return {
    body: {
      Items: page
        .filter((item) => isAsked(item) && String(item['recordedAt']) >= since)
        .map((item) => attributeOf(item)['M']),
      ScannedCount: page.length,
      ...(next < items.length && { LastEvaluatedKey: { anomalyId: { S: String(next) } } }),
    },
  };
}

function refusal(name: string): AwsReply {
  return { status: 400, body: { __type: `com.amazonaws#${name}`, message: name } };
}

function textsOf(attributes: Values | undefined): Readonly<Record<string, string | undefined>> {
  const texts = Object.entries(attributes ?? {}).map(([name, value]) => [name, (value as { S: string }).S]);
  return Object.fromEntries(texts) as Record<string, string>;
}

/** DynamoDB's form of texts, lists and maps. */
function attributeOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return { S: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
  return { M: Object.fromEntries(entries.map(([name, each]) => [name, attributeOf(each)])) };
}
