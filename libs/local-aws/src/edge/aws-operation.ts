import type { IncomingMessage } from 'node:http';
import { credentialScope } from './credential-scope';
import { restOperations, type RestProtocol } from './rest-operations';

export type Protocol = 'json' | 'query' | 'ec2' | RestProtocol;

/** What a request asks for, in the names of the AWS command line and of the API: `dynamodb`, `GetItem`. */
export interface AwsOperation {
  readonly protocol: Protocol;
  /** '' for a request that is not signed. */
  readonly service: string;
  /** '' when it is none that the service is known to have. */
  readonly action: string;
  /** '' for a request that is not signed. */
  readonly region: string;
}

/** Where the command line has another name for a service than its signatures have. */
const SERVICE_OF_SIGNING_NAME: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  states: 'stepfunctions',
};

/** Services of other protocols that sign with the same name are told apart by their operations, in this order. */
const REST_SERVICES_OF_SIGNING_NAME: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['apigatewayv2', 'apigateway'],
  bedrock: ['bedrock-runtime', 'bedrock', 'bedrock-agent-runtime', 'bedrock-agent'],
  s3: ['s3control', 's3'],
  sagemaker: ['sagemaker-runtime'],
};

export function isForm({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

/** `form`: the body, where `isForm` holds. */
export function awsOperation(request: IncomingMessage, form: string): AwsOperation {
  const url = new URL(`http://localhost${request.url}`);
  const { signingName = '', region = '' } = credentialScope(request, url) ?? {};
  const called = namedOperation(request, url, form);
  const service = SERVICE_OF_SIGNING_NAME[signingName] ?? signingName;
  if (called === undefined) return { region, ...restOperation(request, url, signingName) };
  return { region, service, ...called, protocol: service === 'ec2' ? 'ec2' : called.protocol };
}

type Called = Pick<AwsOperation, 'protocol' | 'action'>;

function namedOperation({ headers }: IncomingMessage, url: URL, form: string): Called | undefined {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return { protocol: 'json', action: target.split('.').at(-1) ?? '' };
  const action = new URLSearchParams(form).get('Action') ?? url.searchParams.get('Action');
  return action === null ? undefined : { protocol: 'query', action };
}

function restOperation(
  { method = '', headers }: IncomingMessage,
  url: URL,
  signingName: string,
): Omit<AwsOperation, 'region'> {
  for (const service of REST_SERVICES_OF_SIGNING_NAME[signingName] ?? [signingName]) {
    const operations = restOperations(service);
    const action = operations?.find({ method, url, headers });
    if (operations !== undefined && action !== undefined)
      return { protocol: operations.protocol, service, action };
  }
  return {
    protocol: restOperations(signingName)?.protocol ?? 'rest-json',
    service: signingName,
    action: '',
  };
}
