import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AwsReply {
  /** @default 200 */
  readonly status?: number;
  /** Text and bytes go out as they are, anything else as JSON. @default `{}` */
  readonly body?: unknown;
}

export interface FakeAws {
  readonly url: string;
  /** What was asked so far, in order. */
  readonly requests: readonly AwsRequest[];
  /** Answers the requests from here on; what it throws is answered with status 500. */
  answer: (request: AwsRequest) => AwsReply;
  /** For the constructor of an SDK client. */
  readonly clientConfiguration: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** For `process.env`: every SDK client that takes its settings from there talks to this server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const REGION = 'us-east-1';
const CREDENTIALS = { accessKeyId: 'k', secretAccessKey: 's' } as const;

/** A server on loopback that keeps every request and answers as the test says, for the real clients of AWS's SDK. */
export async function fakeAws(answer: FakeAws['answer'] = () => ({})): Promise<FakeAws> {
  const requests: AwsRequest[] = [];
  const server = createServer((incoming, response) => {
    void received(incoming).then((request) => {
      requests.push(request);
      const { status = 200, body = {} } = answered(fake, request);
      response
        .writeHead(status)
        .end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeAws = {
    url,
    requests,
    answer,
    clientConfiguration: { endpoint: url, region: REGION, credentials: CREDENTIALS },
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}

async function received(incoming: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

function answered(fake: FakeAws, request: AwsRequest): AwsReply {
  try {
    return fake.answer(request);
  } catch (error) {
    return { status: 500, body: String(error) };
  }
}
