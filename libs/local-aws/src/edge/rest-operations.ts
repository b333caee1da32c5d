import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const PYTHON_LIBRARIES = path.resolve(__dirname, '../../.venv/lib');

export type RestProtocol = 'rest-json' | 'rest-xml';

/** The operations of a service whose requests do not name them: method, path and query do. */
export interface RestOperations {
  readonly protocol: RestProtocol;
  /** Undefined when it is none of them. */
  readonly find: (request: RestRequest) => string | undefined;
}

export interface RestRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

interface RestOperation {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  readonly query: readonly (readonly [key: string, value: string | undefined])[];
  readonly headers: readonly string[];
}

/** What is used here of a service's model, as botocore holds it. */
interface ServiceModel {
  readonly metadata: { readonly protocol: string };
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, ShapeModel>>;
}
interface OperationModel {
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: { readonly shape: string };
  readonly deprecated?: boolean;
}
interface ShapeModel {
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly location?: string; readonly locationName?: string }>>;
}

const known = new Map<string, RestOperations | undefined>();

/** By the name that the AWS command line has for the service. Undefined when botocore has no such service of this protocol. */
export function restOperations(service: string): RestOperations | undefined {
  if (!known.has(service)) known.set(service, readOperations(service));
  return known.get(service);
}

function readOperations(service: string): RestOperations | undefined {
  const model = readModel(service);
  const protocol = model?.metadata.protocol;
  if (model === undefined || (protocol !== 'rest-json' && protocol !== 'rest-xml')) return undefined;
  const operations = Object.entries(model.operations)
    .filter(([, { deprecated }]) => deprecated !== true)
    .map(([name, operation]) => restOperation(name, operation, model.shapes))
    // Several may fit, such as PutObject where UploadPart is meant: the one that asks for most is.
    .sort((one, other) => demands(other) - demands(one));
  return { protocol, find: (request) => operations.find((operation) => fits(operation, request))?.name };
}

function readModel(service: string): ServiceModel | undefined {
  const [python] = existsSync(PYTHON_LIBRARIES) ? readdirSync(PYTHON_LIBRARIES) : [];
  const versions = path.join(PYTHON_LIBRARIES, python ?? '', 'site-packages/botocore/data', service);
  if (!/^[\w-]+$/.test(service) || !existsSync(versions)) return undefined;
  const newest = readdirSync(versions).sort().at(-1) ?? '';
  const file = path.join(versions, newest, 'service-2.json.gz');
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as ServiceModel;
}

function restOperation(
  name: string,
  { http, input }: OperationModel,
  shapes: ServiceModel['shapes'],
): RestOperation {
  const [template = '', query = ''] = http.requestUri.split('?');
  const { required = [], members = {} } = (input && shapes[input.shape]) ?? {};
  const requiredIn = (location: string) =>
    required
      .filter((member) => members[member]?.location === location)
      .map((member) => members[member]?.locationName ?? member);
  return {
    name,
    method: http.method,
    path: pathPattern(template),
    query: [
      ...[...new URLSearchParams(query)].map(([key, value]) => [key, value || undefined] as const),
      ...requiredIn('querystring').map((key) => [key, undefined] as const),
    ],
    headers: requiredIn('header').map((header) => header.toLowerCase()),
  };
}

/** `/{Bucket}/{Key+}`: a plus stands for several segments. */
function pathPattern(template: string): RegExp {
  const parts = template.replace(/\/$/, '').split(/(\{[^}]+\})/);
  const pattern = parts.map((part) => {
    if (part.startsWith('{')) return part.endsWith('+}') ? '.+' : '[^/]+';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${pattern.join('')}/?$`);
}

function demands({ query, headers }: RestOperation): number {
  return query.length + headers.length;
}

function fits(operation: RestOperation, { method, url, headers }: RestRequest): boolean {
  return (
    operation.method === method &&
    operation.path.test(url.pathname) &&
    operation.query.every(([key, value]) =>
      value === undefined ? url.searchParams.has(key) : url.searchParams.get(key) === value,
    ) &&
    operation.headers.every((header) => headers[header] !== undefined)
  );
}
