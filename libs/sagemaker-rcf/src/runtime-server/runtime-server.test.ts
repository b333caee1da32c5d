import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  ModelError,
  SageMakerRuntimeClient,
  type SageMakerRuntimeServiceException,
  ValidationError,
} from '@aws-sdk/client-sagemaker-runtime';
import { REQUEST_TYPES, RESPONSE_TYPES } from '../content-types';
import { decodeScores } from '../scores';
import { PayloadError } from '../vector';
import { encodeVectors } from '../vectors';
import { type RuntimeServer, startRuntimeServer } from './runtime-server';

const VECTORS = [
  [1.5, 2],
  [3, 4.25],
];

let server: RuntimeServer;
let client: SageMakerRuntimeClient;
let asked: string[];
let refusals: string[];

beforeEach(async () => {
  [asked, refusals] = [[], []];
  server = await startRuntimeServer({
    // The sum of two features; what the model beneath does is not the server's concern.
    score: (endpointName, vectors) => {
      asked.push(endpointName);
      if (endpointName === 'broken') throw new Error('out of memory');
      const wrong = vectors.findIndex(({ length }) => length !== 2);
      if (wrong >= 0) throw new PayloadError(`vector ${wrong + 1}: has ${vectors[wrong]?.length} features`);
      return vectors.map(([a = 0, b = 0]) => a + b);
    },
    onRefusal: (line) => refusals.push(line),
  });
  client = new SageMakerRuntimeClient({
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await server.close();
});

const invoke = (input: Partial<InvokeEndpointCommandInput>) =>
  client.send(
    new InvokeEndpointCommand({ EndpointName: 'egress', ContentType: 'text/csv', Body: '1,2', ...input }),
  );
const errorOf = (input: Partial<InvokeEndpointCommandInput>) =>
  invoke(input).then(
    () => null,
    (error: unknown) => error,
  );

describe.each(REQUEST_TYPES)('a request in %s', (ContentType) => {
  it.each(RESPONSE_TYPES)('is answered in %s', async (Accept) => {
    const answer = await invoke({ ContentType, Accept, Body: encodeVectors(VECTORS, ContentType) });
    expect(answer).toMatchObject({ ContentType: Accept, InvokedProductionVariant: 'AllTraffic' });
    expect(decodeScores(answer.Body, Accept)).toEqual([3.5, 7.25]);
    expect(asked).toEqual(['egress']);
  });
});

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv, application/jsonlines;q=0.5', 'application/jsonlines'],
])('answers Accept: %s in %s', async (Accept, type) => {
  expect(await invoke({ Accept })).toMatchObject({ ContentType: type });
});

describe('what the container refuses', () => {
  it.each<[string, Partial<InvokeEndpointCommandInput>, number, string]>([
    [
      'a malformed body',
      { Body: '1,a' },
      400,
      'unable to evaluate payload provided: line 1: column 2 is "a"',
    ],
    ['an empty body', { Body: '' }, 400, 'unable to evaluate payload provided: the body holds no vector'],
    [
      'wrong dimensions',
      { Body: '1,2\n1,2,3' },
      400,
      'unable to evaluate payload provided: vector 2: has 3 features',
    ],
    ['cut-off JSON', { ContentType: 'application/json', Body: '{"inst' }, 400, 'the body: is not JSON'],
    ['an unknown content type', { ContentType: 'image/png' }, 415, 'content-type image/png not supported'],
    [
      'no content type',
      { ContentType: undefined },
      415,
      'content-type application/octet-stream not supported',
    ],
    ['training data with labels', { ContentType: 'text/csv;label_size=1' }, 415, 'not supported'],
    ['an unknown answer type', { Accept: 'text/csv' }, 406, 'accept type text/csv not supported'],
  ])('is a ModelError: %s', async (_case, input, status, message) => {
    const error = (await errorOf(input)) as ModelError;
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({
      $fault: 'client',
      OriginalStatusCode: status,
      $metadata: { httpStatusCode: 424 },
    });
    expect(error.OriginalMessage).toContain(message);
    expect(error.message).toContain(`Received client error (${status}) from primary with message "`);
    expect(error.LogStreamArn).toContain('/aws/sagemaker/Endpoints/egress');
    expect(refusals).toEqual([expect.stringContaining(message)]);
  });
});

it('calls an endpoint name that SageMaker would not give a ValidationError', async () => {
  const error = await errorOf({ EndpointName: 'no_underscores' });
  expect(error).toBeInstanceOf(ValidationError);
  expect(error).toMatchObject({
    $metadata: { httpStatusCode: 400 },
    message: expect.stringContaining('no_underscores'),
  });
});

it('refuses more than 6 MB, and goes on answering', async () => {
  const error = (await errorOf({
    Body: Buffer.alloc(6 * 2 ** 20 + 1, '1'),
  })) as SageMakerRuntimeServiceException;
  expect(error.$metadata.httpStatusCode).toBe(413);
  expect(asked).toEqual([]);
  expect(await invoke({})).toMatchObject({ ContentType: 'application/json' });
});

it('calls a fault of the model an InternalFailure, which clients try again', async () => {
  expect(await errorOf({ EndpointName: 'broken' })).toMatchObject({
    name: 'InternalFailure',
    $metadata: { httpStatusCode: 500 },
  });
});

it('gives each of many requests at once its own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const { Body } = await invoke({ Body: `${i},${i}\n${i},1`, Accept: 'application/jsonlines' });
      return decodeScores(Body, 'application/jsonlines');
    }),
  );
  expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => [2 * i, i + 1]));
});

it('answers ping as a container does, and nothing else', async () => {
  expect((await fetch(`${server.url}/ping`)).status).toBe(200);
  const other = await fetch(`${server.url}/endpoints/egress/invocations`);
  expect([other.status, other.headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
});

it('survives a client that goes away in the middle of a request', async () => {
  const gone = new AbortController();
  const body = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('1,2\n')) });
  const request = fetch(`${server.url}/endpoints/egress/invocations`, {
    method: 'POST',
    body,
    signal: gone.signal,
    duplex: 'half',
  } as RequestInit);
  setTimeout(() => gone.abort(), 50);
  await expect(request).rejects.toThrow();
  expect(await invoke({})).toMatchObject({ ContentType: 'application/json' });
});

it('says that a port is taken', async () => {
  await expect(startRuntimeServer({ score: () => [], port: server.port })).rejects.toThrow('EADDRINUSE');
});
