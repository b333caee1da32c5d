import * as z from 'zod';

const everyone = z.union([z.literal('*'), z.strictObject({ AWS: z.literal('*') })]);
const fullAccess = z.strictObject({
  Effect: z.literal('Allow'),
  Principal: everyone,
  Action: z.literal('*'),
  Resource: z.literal('*'),
});

/** Its version and id say nothing about what it lets through. */
const fullAccessPolicy = z.object({ Statement: z.union([fullAccess, z.tuple([fullAccess])]) });

/**
 * The policy of an endpoint as EC2 answers it; null: the one that lets everything through, which is what an endpoint has that
 * was created without one ("Control access to VPC endpoints using endpoint policies" of the AWS PrivateLink guide).
 */
export function policyOf(document: string | undefined): string | null {
  if (document === undefined || fullAccessPolicy.safeParse(parsed(document)).success) return null;
  return document;
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return document;
  }
}
