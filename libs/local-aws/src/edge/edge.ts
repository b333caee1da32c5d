import http, { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsOperation, awsOperation, isForm } from './aws-operation';
import type { Fault, TakeFault } from './faults';
import { forward } from './forward';
import { readBody, send } from './reply';
import { type Backend } from './routes';
import { strike } from './strike';

/** A request that came to the endpoint. */
export interface EdgeRequest extends AwsOperation {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** What hit it; absent for one that was answered as usual. */
  readonly fault?: Fault['kind'];
}

export interface EdgeSettings {
  readonly backendOf: (operation: AwsOperation) => Backend;
  readonly takeFault: TakeFault;
  readonly onRequest: (request: EdgeRequest) => void;
}

export interface Edge {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The one endpoint of the local AWS, on loopback: finds what a request asks for, lets faults hit it, and has it answered. */
export async function startEdge(settings: EdgeSettings): Promise<Edge> {
  // The emulators close idle connections after 75 s: a request on one that is just being closed would fail.
  const agent = new http.Agent({ keepAlive: true, timeout: 30_000 });
  const server = createServer((request, response) => void handle(request, response, { ...settings, agent }));
  // A client that pauses for longer, as Terraform does, must not find its connection closed under a request either.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    agent.destroy();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

type Context = EdgeSettings & { readonly agent: http.Agent };

async function handle(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  try {
    await answer(request, response, context);
  } catch (error) {
    // Its client is gone, or half an answer is out: a broken connection tells the client so.
    if (response.headersSent || response.destroyed) response.destroy();
    else send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body: String(error) });
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  // The operation of a form is in its body.
  const form = isForm(request) ? await readBody(request) : undefined;
  const operation = awsOperation(request, form?.toString() ?? '');
  const fault = context.takeFault(operation);
  const { method = '', url = '' } = request;
  context.onRequest({ ...operation, method, url, ...(fault && { fault: fault.kind }) });
  if (fault !== undefined && fault.kind !== 'delay') return strike(fault, operation, request, response);
  if (fault !== undefined) await sleep(fault.ms, undefined, { ref: false });
  const backend = context.backendOf(operation);
  if (typeof backend === 'string')
    await forward(request, response, { upstream: backend, agent: context.agent, body: form });
  else send(response, await backend(await readBody(request), operation));
}
