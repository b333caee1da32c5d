import http from 'node:http';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fakeAws, type FakeAws } from '@egress/fake-aws';
import { describeOnLocalAws } from '../testing/describe-on-local-aws';
import { type Edge, type EdgeRequest, startEdge } from './edge';
import { createFaults } from './faults';

let upstream: FakeAws;
let edge: Edge;
const faults = createFaults();
const requests: EdgeRequest[] = [];

beforeAll(async () => {
  upstream = await fakeAws();
  edge = await startEdge({
    backendOf: () => upstream.url,
    takeFault: faults.take,
    onRequest: (request) => requests.push(request),
  });
});
afterEach(() => {
  faults.clear();
  requests.length = 0;
  upstream.answer = () => ({});
});
afterAll(() => Promise.all([edge.close(), upstream.close()]));

/** One attempt: what the SDK makes of a fault is what is looked at. */
const client = () => ({ ...upstream.clientConfiguration, endpoint: edge.url, maxAttempts: 1 });

/** A call for each protocol, with the code of its service for a caller that is too fast. */
const CALLS = {
  json: {
    service: 'dynamodb',
    action: 'ListTables',
    call: () => new DynamoDBClient(client()).send(new ListTablesCommand()),
    throttled: 'ThrottlingException',
  },
  query: {
    service: 'sts',
    action: 'GetCallerIdentity',
    call: () => new STSClient(client()).send(new GetCallerIdentityCommand()),
    throttled: 'Throttling',
  },
  ec2: {
    service: 'ec2',
    action: 'DescribeVpcs',
    call: () => new EC2Client(client()).send(new DescribeVpcsCommand()),
    throttled: 'RequestLimitExceeded',
  },
  'rest-json': {
    service: 'lambda',
    action: 'Invoke',
    call: () => new LambdaClient(client()).send(new InvokeCommand({ FunctionName: 'f' })),
    throttled: 'TooManyRequestsException',
  },
  'rest-xml': {
    service: 's3',
    action: 'ListObjectsV2',
    call: () => new S3Client(client()).send(new ListObjectsV2Command({ Bucket: 'photos' })),
    throttled: 'SlowDown',
  },
} as const;
const EACH_CALL = Object.entries(CALLS).map(([protocol, call]) => ({ protocol, ...call }));

describeOnLocalAws('the edge, for the clients of each protocol', () => {
  it.each(EACH_CALL)(
    'sees the service, the action and the region of $protocol',
    async ({ protocol, ...asked }) => {
      await asked.call().catch(() => undefined);
      const { service, action } = asked;
      expect(requests).toMatchObject([{ protocol, service, action, region: 'us-east-1' }]);
    },
  );

  it.each(EACH_CALL)('throttles with the code of $service', async ({ service, action, call, throttled }) => {
    faults.set({ service, action, fault: { kind: 'throttle' } });
    await expect(call()).rejects.toMatchObject({ name: throttled });
    expect(requests).toMatchObject([{ fault: 'throttle' }]);
  });

  it.each(EACH_CALL)('fails with a status over $protocol', async ({ service, call }) => {
    faults.set({ service, fault: { kind: 'status', status: 503 } });
    await expect(call()).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      $metadata: { httpStatusCode: 503 },
    });
  });

  it.each(EACH_CALL)('resets the connection of $protocol', async ({ service, call }) => {
    faults.set({ service, fault: { kind: 'reset' } });
    await expect(call()).rejects.toThrow('ECONNRESET');
  });

  it.each(EACH_CALL.filter(({ protocol }) => protocol !== 'rest-json'))(
    'answers $protocol with rubbish',
    async ({ service, call }) => {
      faults.set({ service, fault: { kind: 'rubbish' } });
      await expect(call()).rejects.toThrow();
    },
  );

  it('is asked again by an SDK that it throttled', async () => {
    faults.set({ service: 'dynamodb', times: 1, fault: { kind: 'throttle' } });
    await new DynamoDBClient({ ...client(), maxAttempts: 2 }).send(new ListTablesCommand());
    expect(requests.map(({ fault }) => fault)).toEqual(['throttle', undefined]);
  });

  it('delays, and then has the request answered', async () => {
    upstream.answer = () => ({ body: { TableNames: ['late'] } });
    faults.set({ service: 'dynamodb', fault: { kind: 'delay', ms: 200 } });
    const start = performance.now();
    expect((await CALLS.json.call()).TableNames).toEqual(['late']);
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  it('answers with a given body', async () => {
    faults.set({ service: 'lambda', fault: { kind: 'body', body: '{"scores":[{"score":NaN}]}' } });
    const { Payload } = await CALLS['rest-json'].call();
    expect(Payload?.transformToString()).toBe('{"scores":[{"score":NaN}]}');
  });

  it('tells operations of S3 apart that have the same method and path', async () => {
    const s3 = new S3Client(client());
    const object = { Bucket: 'photos', Key: 'a/../b c' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    await s3.send(new UploadPartCommand({ ...object, UploadId: 'u', PartNumber: 1, Body: 'x' }));
    upstream.answer = () => ({ body: '<CopyObjectResult/>' });
    await s3.send(new CopyObjectCommand({ ...object, CopySource: 'photos/c' }));
    await s3.send(new GetObjectCommand(object));
    upstream.answer = () => ({ body: '<PublicAccessBlockConfiguration/>' });
    await s3.send(new GetPublicAccessBlockCommand({ Bucket: 'photos' }));
    expect(requests.map(({ action }) => action)).toEqual([
      'PutObject',
      'UploadPart',
      'CopyObject',
      'GetObject',
      'GetPublicAccessBlock',
    ]);
    expect(upstream.requests.at(-5)?.url).toBe('/photos/a/../b%20c?x-id=PutObject');
  });
});

it('hands on method, path, query, headers and body, and keeps the host that was asked', async () => {
  await fetch(`${edge.url}/a%2Fb?c=d&c=e`, { method: 'PUT', body: 'text', headers: { 'x-my': 'own' } });
  expect(upstream.requests.at(-1)).toMatchObject({
    method: 'PUT',
    url: '/a%2Fb?c=d&c=e',
    body: 'text',
    headers: { 'x-my': 'own', host: new URL(edge.url).host },
  });
});

it('hands a large answer on whole', async () => {
  const body = Buffer.alloc(20 * 2 ** 20, 'x');
  upstream.answer = () => ({ body });
  const answer = Buffer.from(await (await fetch(edge.url)).arrayBuffer());
  expect(answer.equals(body)).toBe(true);
});

it('keeps the connection of a client for its next request', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const socketOf = () =>
    new Promise<number | undefined>((resolve, reject) => {
      http
        .get(edge.url, { agent }, (answer) => {
          const { localPort } = answer.socket;
          answer.resume().on('end', () => resolve(localPort));
        })
        .on('error', reject);
    });
  expect(await socketOf()).toBe(await socketOf());
  agent.destroy();
});

it('answers with status 500 and the reason when nobody is there to answer', async () => {
  const lonely = await startEdge({
    backendOf: () => 'http://127.0.0.1:1',
    takeFault: () => undefined,
    onRequest: () => undefined,
  });
  const answer = await fetch(lonely.url);
  expect([answer.status, await answer.text()]).toEqual([500, 'Error: connect ECONNREFUSED 127.0.0.1:1']);
  await lonely.close();
});
