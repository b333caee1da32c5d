import { randomUUID } from 'node:crypto';
import type { ResponseType } from '../content-types';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** Why it holds no scores; not there if it does. */
  readonly refusal?: string;
}

export function scoresAnswer(body: Uint8Array, type: ResponseType): Answer {
  const variant = { 'x-Amzn-Invoked-Production-Variant': 'AllTraffic' };
  return { status: 200, headers: { ...requestId(), ...variant, 'Content-Type': type }, body };
}

/** The container is up. */
export function pingAnswer(): Answer {
  return { status: 200, headers: {}, body: '' };
}

/** What the container refused, in the words of the service around it: a client sees 424 whatever the container said. */
export function modelError(endpointName: string, status: number, message: string): Answer {
  return serviceError(424, 'ModelError', message, {
    ErrorCode: 'CLIENT_ERROR_FROM_MODEL',
    LogStreamArn: `arn:aws:logs:us-east-1:000000000000:log-group:/aws/sagemaker/Endpoints/${endpointName}`,
    Message: `Received client error (${status}) from primary with message "${message}". See the messages of the local endpoint ${endpointName} for more information.`,
    OriginalMessage: message,
    OriginalStatusCode: status,
  });
}

/** What the service refuses before it asks the container. */
export function validationError(message: string): Answer {
  return serviceError(400, 'ValidationError', message, { Message: message });
}

/** The service gives this one no type: clients show its status as the error's code. */
export function bodyTooLarge(mostBytes: number): Answer {
  const message = `HTTP content length exceeded ${mostBytes} bytes.`;
  return serviceError(413, '413', message, { Message: message });
}

export function unknownOperation(method: string, path: string): Answer {
  const message = `${method} ${path} is no operation of this endpoint: POST /endpoints/NAME/invocations is.`;
  return serviceError(404, 'UnknownOperationException', message, { Message: message });
}

export function internalFailure(error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  return serviceError(500, 'InternalFailure', message, { Message: message });
}

function serviceError(status: number, type: string, refusal: string, body: object): Answer {
  const headers = { ...requestId(), 'x-amzn-ErrorType': type, 'Content-Type': 'application/json' };
  return { status, headers, body: JSON.stringify(body), refusal };
}

function requestId(): Readonly<Record<string, string>> {
  return { 'x-amzn-RequestId': randomUUID() };
}
