import { randomUUID } from 'node:crypto';
import type { AwsOperation, Protocol } from './aws-operation';
import type { Reply } from './reply';

interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type CodeAndStatus = Pick<AwsError, 'code' | 'status'>;

/** Of services that do not refuse in the way that is usual for their protocol. */
const THROTTLES_OF_SERVICE: Readonly<Record<string, CodeAndStatus>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  s3: { code: 'SlowDown', status: 503 },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  ec2: { code: 'RequestLimitExceeded', status: 503 },
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  lambda: { code: 'TooManyRequestsException', status: 429 },
  // https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html
  ce: { code: 'LimitExceededException', status: 400 },
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html is one of many alike. */
const THROTTLES: Readonly<Record<Protocol, CodeAndStatus>> = {
  json: { code: 'ThrottlingException', status: 400 },
  query: { code: 'Throttling', status: 400 },
  ec2: { code: 'RequestLimitExceeded', status: 503 },
  'rest-xml': { code: 'Throttling', status: 400 },
  'rest-json': { code: 'ThrottlingException', status: 429 },
};

export function throttleReply(operation: AwsOperation): Reply {
  const { code, status } = THROTTLES_OF_SERVICE[operation.service] ?? THROTTLES[operation.protocol];
  return errorReply(operation, { code, status, message: 'Rate exceeded' });
}

/** `InternalFailure` or `ServiceUnavailable`, which every service may answer with. */
export function failureReply(operation: AwsOperation, status: number): Reply {
  const code = status === 503 ? 'ServiceUnavailable' : 'InternalFailure';
  return errorReply(operation, { status, code, message: `Status ${status}, as a fault rule says.` });
}

/** An error as the protocol writes it: https://smithy.io/2.0/aws/protocols/index.html. */
export function errorReply({ protocol, service }: AwsOperation, { status, code, message }: AwsError): Reply {
  const id = randomUUID();
  const headers = { 'content-type': CONTENT_TYPES[protocol], 'x-amzn-requestid': id };
  switch (protocol) {
    case 'json':
      return { status, headers, body: JSON.stringify({ __type: code, message }) };
    case 'rest-json':
      return { status, headers: { ...headers, 'x-amzn-errortype': code }, body: JSON.stringify({ message }) };
    case 'query':
    case 'ec2':
    case 'rest-xml':
      return {
        status,
        headers,
        body: xmlError(service, `<Code>${code}</Code><Message>${message}</Message>`, id),
      };
  }
}

export function jsonReply({ protocol }: AwsOperation, body: object): Reply {
  return { status: 200, headers: { 'content-type': CONTENT_TYPES[protocol] }, body: JSON.stringify(body) };
}

function xmlError(service: string, error: string, id: string): string {
  // Both differ from every other service.
  if (service === 's3') return `<Error>${error}<RequestId>${id}</RequestId></Error>`;
  if (service === 'ec2')
    return `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`;
  return `<ErrorResponse><Error>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
}

export const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  json: 'application/x-amz-json-1.1',
  query: 'text/xml',
  ec2: 'text/xml',
  'rest-xml': 'application/xml',
  'rest-json': 'application/json',
};
