import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AwsOperation } from './aws-operation';
import { CONTENT_TYPES, failureReply, throttleReply } from './error-replies';
import type { Fault } from './faults';
import { type Reply, send } from './reply';

/** What every request may meet but those that are only delayed. */
export type Strike = Exclude<Fault, { readonly kind: 'delay' }>;

/** Answers a request with a fault. */
export function strike(
  fault: Strike,
  operation: AwsOperation,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (fault.kind === 'reset') request.socket.resetAndDestroy();
  else {
    // A client reads no answer before it has sent everything.
    request.resume();
    send(response, replyOf(fault, operation));
  }
}

function replyOf(fault: Exclude<Strike, { readonly kind: 'reset' }>, operation: AwsOperation): Reply {
  switch (fault.kind) {
    case 'throttle':
      return throttleReply(operation);
    case 'status':
      return failureReply(operation, fault.status);
    case 'rubbish':
      return bodyReply(operation, '<<< neither XML nor JSON');
    case 'body':
      return bodyReply(operation, fault.body, fault.status, fault.contentType);
  }
}

function bodyReply(
  { protocol }: AwsOperation,
  body: string,
  status = 200,
  contentType = CONTENT_TYPES[protocol],
): Reply {
  return { status, headers: { 'content-type': contentType }, body };
}
