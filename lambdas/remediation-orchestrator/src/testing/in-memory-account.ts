import type { AccountAccess, Bucket, CidrRule, SecurityGroup } from '../domain/account-access';

/** What a test says is in the account. It is written to by playbooks, and by the test for everybody else. */
export interface AccountState {
  buckets: Record<string, Bucket>;
  groups: Record<string, SecurityGroup>;
}

/** An account that keeps the rules EC2 keeps: rule ids are never used again, and no two rules open the same. */
export function inMemoryAccount(state: AccountState, journal: string[] = []): AccountAccess {
  let issued = 0;
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
    securityGroups: {
      find: async (id) => state.groups[id],
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
        if (cidrRules.some((other) => openingOf(other) === openingOf(rule)))
          fail('InvalidPermission.Duplicate');
        setRules(id, [...cidrRules, { ...rule, ruleId: `sgr-new${++issued}` }]);
      },
    },
  };
}

/** What makes two rules of a group duplicates to EC2. */
export function openingOf({ direction, protocol, fromPort, toPort, cidr }: CidrRule): string {
  return JSON.stringify([direction, protocol, fromPort, toPort, cidr]);
}

function fail(message: string): never {
  throw new Error(message);
}
