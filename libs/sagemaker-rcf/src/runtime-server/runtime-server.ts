import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, internalFailure } from './answers';
import { answerRequest, type ScoreVectors } from './invocation';

export type { ScoreVectors } from './invocation';

export interface RuntimeServerOptions {
  readonly score: ScoreVectors;
  /** @default a free one */
  readonly port?: number;
  /** Told in one line about each request that was not answered with scores. */
  readonly onRefusal?: (line: string) => void;
}

export interface RuntimeServer {
  /** For `AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME`, or a client's `endpoint`. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Answers the SageMaker runtime's protocol on loopback: InvokeEndpoint as an endpoint of the built-in Random Cut Forest
 * does, under any endpoint name and with any credentials, and `GET /ping` as its container does. Rejects when the port is
 * taken.
 */
export async function startRuntimeServer(options: RuntimeServerOptions): Promise<RuntimeServer> {
  const server = createServer((request, response) => void respond(request, response, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, port, close };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { score, onRefusal }: RuntimeServerOptions,
): Promise<void> {
  const answer = await answerRequest(request, score).catch((error: unknown): Answer =>
    internalFailure(error),
  );
  const { status, headers, body, refusal } = answer;
  if (refusal !== undefined) onRefusal?.(`${request.method} ${request.url}: ${status}: ${refusal}`);
  response.writeHead(status, headers).end(body);
}
