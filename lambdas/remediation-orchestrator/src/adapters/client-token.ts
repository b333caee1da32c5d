import { createHash } from 'node:crypto';
import type { OwnershipMark } from '../domain/ownership-mark';

/**
 * Makes EC2 take a repeated request for the one that it had already. Up to 64 ASCII characters are allowed, which an
 * anomaly's id may exceed; requests of one change that differ need tokens that differ.
 */
export function clientToken(
  { anomalyId, startedAt }: OwnershipMark,
  ...resources: readonly string[]
): string {
  return createHash('sha256')
    .update([anomalyId, startedAt, ...resources].join(' '))
    .digest('hex');
}
