import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  /** JSON body, or … */
  readonly body?: unknown;
  /** … any other text, or … */
  readonly text?: string;
  /** … bytes. */
  readonly bytes?: Buffer;
}

interface Received {
  readonly request: IncomingMessage;
  readonly text: () => string;
  readonly json: () => unknown;
}

export interface FakeAws {
  readonly url: string;
  readonly requests: Received[];
  answer: (request: IncomingMessage) => Answer;
  readonly close: () => Promise<void>;
}

/** A server on loopback that keeps every request and answers as the test says. */
export async function fakeAws(): Promise<FakeAws> {
  const requests: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = () => Buffer.concat(chunks).toString();
      requests.push({ request, text, json: () => JSON.parse(text()) as unknown });
      const { status = 200, body, text: content = JSON.stringify(body), bytes } = fake.answer(request);
      response.writeHead(status).end(bytes ?? content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeAws = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: () => ({ body: {} }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
