import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface AwsReply {
  readonly status?: number;
  readonly body?: string;
}

/** A server on loopback that answers what AWS would, for clients that find it through AWS_ENDPOINT_URL. */
export async function localAws(answer: (request: AwsRequest) => AwsReply) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const { status = 200, body = '' } = answer({
        method,
        url,
        headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const CREDENTIALS = { accessKeyId: 'k', secretAccessKey: 's' } as const;
