import type { IncomingMessage } from 'node:http';

/** What a signature says about a request. */
export interface CredentialScope {
  readonly region: string;
  /** The name that the service signs with, such as `monitoring` for CloudWatch. */
  readonly signingName: string;
}

const CREDENTIAL = /^[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

/** Undefined for a request that is not signed with Signature Version 4. The signature itself is not checked. */
export function credentialScope({ headers }: IncomingMessage, url: URL): CredentialScope | undefined {
  // In the header, or in the query of a presigned URL.
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  const credential = inHeader ?? url.searchParams.get('X-Amz-Credential') ?? '';
  const [, region, signingName] = CREDENTIAL.exec(credential) ?? [];
  return region === undefined || signingName === undefined ? undefined : { region, signingName };
}
