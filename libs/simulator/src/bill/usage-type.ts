import { regionToBillingCode } from '@egress/prices';

/** `USW2-NatGateway-Bytes`; us-east-1 writes no code. */
export function regionalUsageType(region: string, suffix: string): string {
  return region === 'us-east-1' ? suffix : `${billingCode(region)}-${suffix}`;
}

/** `USE1-USW2-AWS-Out-Bytes`: pairs name us-east-1 too. */
export function pairUsageType(from: string, to: string, suffix: string): string {
  return `${billingCode(from)}-${billingCode(to)}-${suffix}`;
}

/** AWS's short code of a region. Throws for a region that has none. */
export function billingCode(region: string): string {
  const code = regionToBillingCode(region);
  if (code === null) throw new Error(`no billing code is known for region ${region}`);
  return code;
}
