import {
  type Anomaly,
  type ProposedPlaybook,
  proposedPlaybookSchema,
  type RootCause,
} from '@egress/contracts';
import type { CaseFact } from './facts';
import { isBucketName } from './resources';

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
      const groupId = resource.startsWith('sg-') ? resource : evidence['securityGroupId'];
      return { id: 'revoke-security-group-rules', parameters: { groupId, direction: 'ingress' } };
    }
    case 'nat-s3':
    case 'nat-ddb': {
      const service = cause === 'nat-s3' ? 's3' : 'dynamodb';
      return { id: 'create-gateway-endpoint', parameters: { vpcId: onlyVpc(facts), service } };
    }
    default:
      return undefined;
  }
}

/** undefined unless exactly one VPC is among the facts. */
function onlyVpc(facts: readonly CaseFact[]): string | undefined {
  const vpcs = new Set(facts.flatMap(({ fact }) => fact.resources).filter((id) => id.startsWith('vpc-')));
  return vpcs.size === 1 ? [...vpcs][0] : undefined;
}
