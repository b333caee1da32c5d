import type { IConstruct } from 'constructs';
import { EgressStack } from './egress-stack';

/** The AWS name of a thing: `egress-<environment>-<thing>`. */
export function nameOf(construct: IConstruct, thing: string): string {
  return `egress-${EgressStack.of(construct).deployment.environment}-${thing}`;
}

/** The AWS name of a bucket, which ends in what makes it unique in all of AWS: `egress-<environment>-<thing>-<suffix>`. */
export function bucketNameOf(construct: IConstruct, thing: string): string {
  return `${nameOf(construct, thing)}-${EgressStack.of(construct).deployment.bucketSuffix}`;
}
