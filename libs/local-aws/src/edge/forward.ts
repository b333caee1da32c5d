import http, { type Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Of one connection, not of the message: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'expect', 'upgrade']);

export interface ForwardSettings {
  /** `http://127.0.0.1:PORT` of the server that answers. */
  readonly upstream: string;
  readonly agent: Agent;
  /** The request's body, where it was read already. */
  readonly body?: Buffer;
}

/**
 * Hands a request on as it is, and its answer back, as they come in. The Host header stays: the emulators put it into the URLs
 * that they answer with. Throws when the upstream cannot be reached.
 */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { upstream, agent, body }: ForwardSettings,
): Promise<void> {
  const { method, url: path } = request;
  // The path goes as an option: within a URL it would be normalised, and keys of S3 may hold `..`.
  const outgoing = http.request(upstream, {
    agent,
    method,
    path,
    headers: endToEnd(request.headers),
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).on('error', reject);
  });
  response.once('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  if (body === undefined) request.pipe(outgoing);
  else outgoing.end(body);
  const answer = await answered;
  response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
  await pipeline(answer, response);
}

function endToEnd(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
