import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { requestType, RESPONSE_TYPES, type ResponseType } from '../content-types';
import { encodeScores } from '../scores';
import { PayloadError, type Vector } from '../vector';
import { decodeVectors } from '../vectors';
import {
  type Answer,
  bodyTooLarge,
  modelError,
  pingAnswer,
  scoresAnswer,
  unknownOperation,
  validationError,
} from './answers';

/**
 * One score per vector, in their order. Throws PayloadError for vectors that the model of this endpoint does not take, such
 * as of another length.
 */
export type ScoreVectors = (endpointName: string, vectors: readonly Vector[]) => readonly number[];

const INVOCATIONS = /^\/endpoints\/([^/]*)\/invocations$/;

/** Both limits: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html. */
const ENDPOINT_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const MOST_BYTES = 6 * 2 ** 20;

/** Answers one HTTP request; what is wrong with the request is an answer too. */
export async function answerRequest(request: IncomingMessage, score: ScoreVectors): Promise<Answer> {
  const { method = '', url = '' } = request;
  const { pathname } = new URL(url, 'http://localhost');
  if (method === 'GET' && pathname === '/ping') return pingAnswer();
  const endpointName = INVOCATIONS.exec(pathname)?.[1];
  if (method !== 'POST' || endpointName === undefined) return unknownOperation(method, pathname);
  if (!ENDPOINT_NAME.test(endpointName)) return validationError(endpointNameMessage(endpointName));
  const body = await readBody(request);
  return body === null ? bodyTooLarge(MOST_BYTES) : invoke({ request, endpointName, body, score });
}

interface Invocation {
  readonly request: IncomingMessage;
  readonly endpointName: string;
  readonly body: Uint8Array;
  readonly score: ScoreVectors;
}

function invoke({ request, endpointName, body, score }: Invocation): Answer {
  const { accept, 'content-type': contentType = 'application/octet-stream' } = request.headers;
  const refuse = (status: number, message: string) => modelError(endpointName, status, message);
  const type = requestType(contentType);
  if (type === null) return refuse(415, `content-type ${contentType} not supported`);
  const responseType = new Negotiator(request).mediaType(RESPONSE_TYPES) as ResponseType | undefined;
  if (responseType === undefined) return refuse(406, `accept type ${accept} not supported`);
  try {
    const scores = score(endpointName, decodeVectors(body, type));
    return scoresAnswer(encodeScores(scores, responseType), responseType);
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    return refuse(400, `unable to evaluate payload provided: ${error.message}`);
  }
}

function endpointNameMessage(name: string): string {
  return `1 validation error detected: Value '${name}' at 'endpointName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ENDPOINT_NAME.source}`;
}

/** Null if it is too large: then it is read to its end all the same, so that the client gets to read the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes <= MOST_BYTES ? Buffer.concat(chunks) : null;
}
