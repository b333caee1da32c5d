import type { AccountAccess, Bucket, CidrRule, SecurityGroup } from '../domain/account-access';
import type { NatGateway } from '../domain/nat-recordings';
import { fail, identifiers } from './aws-errors';
import { inMemoryGatewayEndpoints, type VpcState } from './in-memory-gateway-endpoints';
import { inMemoryNatRecordings } from './in-memory-nat-recordings';

/** What a test says is in the account. It is written to by playbooks, and by the test for everybody else. */
export interface AccountState {
  buckets: Record<string, Bucket>;
  groups: Record<string, SecurityGroup>;
  /** Groups by instance or network interface. */
  attachments: Record<string, readonly string[]>;
  vpcs: Record<string, VpcState>;
  natGateways: Record<string, NatGateway>;
}

/** An account that has this and nothing else. */
export function accountWith(state: Partial<AccountState>): AccountState {
  return { buckets: {}, groups: {}, attachments: {}, vpcs: {}, natGateways: {}, ...state };
}

/** An account that keeps the rules AWS keeps. Every write goes into the journal. */
export function inMemoryAccount(state: AccountState, journal: string[] = []): AccountAccess {
  const newId = identifiers();
  const bucketOf = (name: string) => state.buckets[name] ?? fail(`NoSuchBucket ${name}`);
  const groupOf = (id: string) => state.groups[id] ?? fail(`InvalidGroup.NotFound ${id}`);
  const setBlock = (name: string, publicAccessBlock: Bucket['publicAccessBlock']) => {
    journal.push(`write ${name}`);
    state.buckets[name] = { ...bucketOf(name), publicAccessBlock };
  };
  const setRules = (id: string, cidrRules: readonly CidrRule[]) => {
    journal.push(`write ${id}`);
    state.groups[id] = { ...groupOf(id), cidrRules };
  };
  return {
    buckets: {
      find: async (name) => state.buckets[name],
      putPublicAccessBlock: async (name, block) => setBlock(name, { ...block }),
      deletePublicAccessBlock: async (name) => setBlock(name, null),
    },
    // Rule ids are never used again, and no two rules open the same.
    securityGroups: {
      find: async (id) => state.groups[id],
      attachedTo: async (resource) => state.attachments[resource] ?? [],
      revoke: async (id, direction, ruleIds) => {
        const { cidrRules } = groupOf(id);
        const known = cidrRules.filter((rule) => rule.direction === direction).map(({ ruleId }) => ruleId);
        if (!ruleIds.every((ruleId) => known.includes(ruleId))) fail('InvalidPermission.NotFound');
        setRules(
          id,
          cidrRules.filter(({ ruleId }) => !ruleIds.includes(ruleId)),
        );
      },
      authorize: async (id, rule) => {
        const { cidrRules } = groupOf(id);
        if (cidrRules.some((other) => openingOf(other) === openingOf(rule))) return false;
        setRules(id, [...cidrRules, { ...rule, ruleId: newId('sgr') }]);
        return true;
      },
    },
    gatewayEndpoints: inMemoryGatewayEndpoints(state.vpcs, journal),
    natRecordings: inMemoryNatRecordings(state.natGateways, journal),
  };
}

/** What makes two rules of a group duplicates to EC2. */
export function openingOf({ direction, protocol, fromPort, toPort, cidr }: CidrRule): string {
  return JSON.stringify([direction, protocol, fromPort, toPort, cidr]);
}
