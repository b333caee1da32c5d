import {
  type Anomaly,
  type PlaybookId,
  type ProposedPlaybook,
  proposedPlaybookSchema,
  type RootCause,
} from '@egress/contracts';
import type { CaseFact } from './facts';
import { isBucketName } from './resources';

/** What fixes a cause, or tells more about it. */
export const PLAYBOOKS_BY_CAUSE: Readonly<Partial<Record<RootCause, readonly PlaybookId[]>>> = {
  's3-public': ['block-s3-public-access'],
  'sg-open': ['revoke-security-group-rules'],
  'nat-s3': ['create-gateway-endpoint', 'start-nat-recording'],
  'nat-ddb': ['create-gateway-endpoint', 'start-nat-recording'],
  'nat-s3-xr': ['start-nat-recording'],
  'nat-aws': ['start-nat-recording'],
  unknown: ['start-nat-recording'],
};

/**
 * Resources that a playbook may act on: those that our own data and AWS Config tie to the anomaly. CloudTrail repeats names
 * that callers put into their requests.
 */
export function actionableResources(facts: readonly CaseFact[]): ReadonlySet<string> {
  return new Set(facts.flatMap(({ fact }) => (fact.source === 'cloudtrail' ? [] : fact.resources)));
}

/** The playbook that fixes the cause, where the facts name all that it needs to know. */
export function proposePlaybook(
  cause: RootCause,
  anomaly: Anomaly,
  facts: readonly CaseFact[],
): ProposedPlaybook | undefined {
  return proposedPlaybookSchema.safeParse(proposalFor(cause, anomaly, facts)).data;
}

function proposalFor(cause: RootCause, { resource, evidence }: Anomaly, facts: readonly CaseFact[]): unknown {
  switch (cause) {
    case 's3-public':
      return isBucketName(resource) && { id: 'block-s3-public-access', parameters: { bucket: resource } };
    case 'sg-open': {
      const groupId = [resource, evidence['securityGroupId']].find((id) => String(id).startsWith('sg-'));
      return {
        id: 'revoke-security-group-rules',
        parameters: { groupId: groupId ?? only('sg-', facts), direction: 'ingress' },
      };
    }
    case 'nat-s3':
    case 'nat-ddb': {
      const service = cause === 'nat-s3' ? 's3' : 'dynamodb';
      return { id: 'create-gateway-endpoint', parameters: { vpcId: only('vpc-', facts), service } };
    }
    default:
      return undefined;
  }
}

/** undefined unless exactly one such resource is among the facts. */
function only(prefix: 'sg-' | 'vpc-', facts: readonly CaseFact[]): string | undefined {
  const ids = [...actionableResources(facts)].filter((id) => id.startsWith(prefix));
  return ids.length === 1 ? ids[0] : undefined;
}
