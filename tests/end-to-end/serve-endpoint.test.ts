import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { InvokeEndpointCommand, ModelError, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { RandomCutForest } from '@egress/detector';
import {
  decodeScores,
  encodeVectors,
  REQUEST_TYPES,
  type RequestType,
  type Vector,
} from '@egress/sagemaker-rcf';
import { egress, EGRESS } from './egress';

interface Listening {
  readonly url: string;
  readonly port: number;
  readonly model: string | null;
}

let child: ChildProcess;
let listening: Listening;
let client: SageMakerRuntimeClient;

/** Starts the command, and points the client at it as it would be for a Lambda function: by the environment alone. */
async function start(...args: readonly string[]): Promise<void> {
  child = spawn(process.execPath, [EGRESS, 'serve-endpoint', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  listening = JSON.parse(line) as Listening;
  process.env['AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME'] = listening.url;
  client = new SageMakerRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
}

async function stop(): Promise<void> {
  delete process.env['AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME'];
  client.destroy();
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

beforeEach(() => start());
afterEach(stop);

/** Sends vectors in one request, and gives their scores. */
async function scoresOf(
  vectors: readonly Vector[],
  EndpointName = 'egress',
  type: RequestType = 'text/csv',
): Promise<readonly number[]> {
  const Accept = type === 'text/csv' ? 'application/json' : type;
  const { Body } = await client.send(
    new InvokeEndpointCommand({
      EndpointName,
      ContentType: type,
      Accept,
      Body: encodeVectors(vectors, type),
    }),
  );
  return decodeScores(Body ?? new Uint8Array(), Accept);
}

/** Two features that go up and down, and at the end an hour unlike all others. */
const HOURS: readonly Vector[] = [
  ...Array.from({ length: 300 }, (_, i) => [Math.fround(Math.sin(i)), Math.fround(Math.cos(i / 3))]),
  [9, -9],
];

it('scores an hour unlike all others highest, alike in every content type', async () => {
  const answers = [];
  for (const type of REQUEST_TYPES) answers.push(await scoresOf(HOURS, type.replace(/\W/g, '-'), type));
  const [json = [], ...others] = answers;
  expect(json).toHaveLength(HOURS.length);
  expect(json.at(-1)).toBeGreaterThan(1.5 * Math.max(...json.slice(0, -1)));
  for (const scores of others) {
    expect(scores.map(Math.fround)).toEqual(json.map(Math.fround));
  }
});

it('learns from request to request as from one', async () => {
  const atOnce = await scoresOf(HOURS, 'at-once');
  const inParts = [];
  for (let i = 0; i < HOURS.length; i += 100)
    inParts.push(...(await scoresOf(HOURS.slice(i, i + 100), 'parts')));
  expect(inParts).toEqual(atOnce);
});

it('keeps endpoints apart when many are asked at once', async () => {
  const alone = await scoresOf(HOURS.slice(0, 100), 'alone');
  const names = Array.from({ length: 10 }, (_, i) => `endpoint-${i}`);
  const answers = await Promise.all(names.map((name) => scoresOf(HOURS.slice(0, 100), name)));
  expect(answers).toEqual(names.map(() => alone));
});

it('answers wrong dimensions and malformed bodies as SageMaker does, learns nothing from them, and says so', async () => {
  const stderr: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(String(chunk)));
  const first = await scoresOf(HOURS.slice(0, 150), 'strict');
  const refused = (await scoresOf([...HOURS.slice(0, 50), [1, 2, 3]], 'strict').catch(
    (e: unknown) => e,
  )) as ModelError;
  expect(refused).toBeInstanceOf(ModelError);
  expect(refused).toMatchObject({
    OriginalStatusCode: 400,
    OriginalMessage: 'unable to evaluate payload provided: vector 51: has 3 features, the model takes 2',
    $metadata: { httpStatusCode: 424, attempts: 1 },
  });
  const malformed = new InvokeEndpointCommand({
    EndpointName: 'strict',
    ContentType: 'text/csv',
    Body: '1;2',
  });
  await expect(client.send(malformed)).rejects.toThrow(
    'Received client error (400) from primary with message',
  );
  const rest = await scoresOf(HOURS.slice(150), 'strict');
  expect([...first, ...rest]).toEqual(await scoresOf(HOURS, 'undisturbed'));
  expect(stderr.join('')).toContain('POST /endpoints/strict/invocations: 424: unable to evaluate');
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends on %s, and leaves nothing that listens', async (signal, code) => {
  await scoresOf(HOURS.slice(0, 1));
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([code, null]);
  await expect(fetch(`${listening.url}/ping`)).rejects.toThrow();
});

it('scores with a model that nothing changes', async () => {
  await stop();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-model-'));
  const model = path.join(folder, 'egress.forest');
  const forest = new RandomCutForest({ dimensions: 2 });
  HOURS.forEach((hour) => forest.update(hour));
  writeFileSync(model, forest.serialise());
  await start('--model', model);
  expect(listening).toMatchObject({ model });
  const expected = HOURS.map((hour) => forest.score(hour));
  expect(await scoresOf(HOURS)).toEqual(expected);
  expect(await scoresOf(HOURS)).toEqual(expected);
  rmSync(folder, { recursive: true });
});

it('fails when the port is taken', async () => {
  const { exitCode, stdout, stderr } = await egress('serve-endpoint', '--port', String(listening.port));
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^error: .*EADDRINUSE.*127\.0\.0\.1:\d+\n$/);
});

it('fails with the name of a model file that is not there', async () => {
  const { exitCode, stdout, stderr } = await egress('serve-endpoint', '--model', 'missing.forest');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('missing.forest: does not exist');
});
