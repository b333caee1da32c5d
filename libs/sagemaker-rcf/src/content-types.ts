import { MIMEType } from 'node:util';

/** What an endpoint of the algorithm takes: https://docs.aws.amazon.com/sagemaker/latest/dg/cdf-inference.html. */
export const REQUEST_TYPES = [
  'application/json',
  'application/jsonlines',
  'text/csv',
  'application/x-recordio-protobuf',
] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/** What it answers in: https://docs.aws.amazon.com/sagemaker/latest/dg/rcf-in-formats.html. */
export const RESPONSE_TYPES = [
  'application/json',
  'application/jsonlines',
  'application/x-recordio-protobuf',
] as const;
export type ResponseType = (typeof RESPONSE_TYPES)[number];

/**
 * The type that a Content-Type header names, whatever its case and parameters; null if the algorithm does not take it. CSV
 * with labels (`text/csv;label_size=1`) is for training only.
 */
export function requestType(header: string): RequestType | null {
  const { essence, labelSize } = parseHeader(header);
  return labelSize === '0' ? (REQUEST_TYPES.find((type) => type === essence) ?? null) : null;
}

function parseHeader(header: string): { readonly essence: string; readonly labelSize: string } {
  try {
    const { essence, params } = new MIMEType(header);
    return { essence, labelSize: params.get('label_size') ?? '0' };
  } catch {
    return { essence: '', labelSize: '0' };
  }
}
