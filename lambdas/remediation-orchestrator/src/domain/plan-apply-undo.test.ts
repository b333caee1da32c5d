import { BUCKET_ANOMALY, GROUP_ANOMALY, GROUP_ID } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { accountWith, openingOf } from '../testing/in-memory-account';
import { remediationOf } from '../testing/remediation';
import type { CidrRule } from './account-access';
import { fingerprint } from './fingerprint';

const RUNS = { numRuns: 200 };

const publicAccessBlock = fc.option(
  fc.record({
    blockPublicAcls: fc.boolean(),
    ignorePublicAcls: fc.boolean(),
    blockPublicPolicy: fc.boolean(),
    restrictPublicBuckets: fc.boolean(),
  }),
);

const rules = fc
  .uniqueArray(
    fc.record({
      direction: fc.constantFrom('ingress' as const, 'egress' as const),
      protocol: fc.constantFrom('-1', 'tcp', 'udp', 'icmp', '50'),
      fromPort: fc.constantFrom(-1, 0, 22, 443),
      toPort: fc.constantFrom(-1, 22, 443, 65_535),
      cidr: fc.constantFrom('0.0.0.0/0', '::/0', '0.0.0.0/1', '10.0.0.0/8', '2001:db8::/32'),
      description: fc.option(fc.string()),
      tags: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
    }),
    { selector: (rule) => openingOf({ ...rule, ruleId: '' }), maxLength: 20 },
  )
  .map((list): CidrRule[] => list.map((rule, index) => ({ ...rule, ruleId: `sgr-${index}` })));

it('restores exactly the public access block that a bucket had', async () => {
  await fc.assert(
    fc.asyncProperty(publicAccessBlock, async (block) => {
      const before = { publicAccessBlock: block, tagKeys: [], isWebsite: false };
      const state = accountWith({ buckets: { photos: before } });
      const { plan, apply, verify, undo } = remediationOf(BUCKET_ANOMALY, state);
      const planned = await plan();
      if (planned.status !== 'planned')
        return expect(Object.values(block!)).toEqual([true, true, true, true]);
      await apply(planned);
      expect(Object.values(state.buckets['photos']!.publicAccessBlock!)).toEqual([true, true, true, true]);
      expect((await verify()).status).toBe('verified');
      expect((await undo()).status).toBe('undone');
      expect(state.buckets['photos']!).toEqual(before);
    }),
    RUNS,
  );
});

it('removes exactly the rules that are open to the world and restores all of each but its id', async () => {
  const withoutIds = (list: readonly CidrRule[]) =>
    list.map((rule) => fingerprint({ ...rule, ruleId: '' })).sort();
  await fc.assert(
    fc.asyncProperty(rules, async (before) => {
      const group = { tagKeys: [], cidrRules: before as readonly CidrRule[], interfaces: 1 };
      const state = accountWith({ groups: { [GROUP_ID]: group } });
      const { plan, apply, verify, undo } = remediationOf(GROUP_ANOMALY, state);
      const planned = await plan();
      const open = before.filter(
        ({ direction, cidr }) => direction === 'ingress' && (cidr === '0.0.0.0/0' || cidr === '::/0'),
      );
      if (planned.status !== 'planned') return expect(open).toEqual([]);
      await apply(planned);
      expect(state.groups[GROUP_ID]!.cidrRules).toEqual(before.filter((rule) => !open.includes(rule)));
      expect((await verify()).status).toBe('verified');
      expect((await undo()).status).toBe('undone');
      expect(withoutIds(state.groups[GROUP_ID]!.cidrRules)).toEqual(withoutIds(before));
    }),
    RUNS,
  );
});

it('notices any rule open to the world that someone adds, edits or removes after the plan, and writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.nat(), async (before, pick) => {
      const group = { tagKeys: [], cidrRules: before as readonly CidrRule[], interfaces: 1 };
      const state = accountWith({ groups: { [GROUP_ID]: group } });
      const { plan, apply, journal } = remediationOf(GROUP_ANOMALY, state);
      const planned = await plan();
      if (planned.status !== 'planned') return;
      const ids = planned.changes.map(({ action }) => action.split(' ').at(-1));
      const picked = ids[pick % ids.length];
      state.groups[GROUP_ID] = {
        ...group,
        cidrRules:
          pick % 2 === 0
            ? before.filter(({ ruleId }) => ruleId !== picked)
            : before.map((rule) =>
                rule.ruleId === picked ? { ...rule, description: 'edited since' } : rule,
              ),
      };
      expect((await apply(planned)).status).toBe('precondition_failed');
      expect(journal).toEqual([]);
    }),
    RUNS,
  );
});

it('leaves rules alone that someone else has added again before the undo', async () => {
  await fc.assert(
    fc.asyncProperty(rules, async (before) => {
      const group = { tagKeys: [], cidrRules: before as readonly CidrRule[], interfaces: 1 };
      const state = accountWith({ groups: { [GROUP_ID]: group } });
      const { plan, apply, undo } = remediationOf(GROUP_ANOMALY, state);
      const planned = await plan();
      if (planned.status !== 'planned') return;
      await apply(planned);
      const left = state.groups[GROUP_ID]!.cidrRules;
      const first = before.find((rule) => !left.includes(rule))!;
      const theirs = { ...first, ruleId: 'sgr-theirs', description: 'theirs' };
      state.groups[GROUP_ID] = { ...group, cidrRules: [...left, theirs] };
      expect((await undo()).status).toBe('undone');
      expect(state.groups[GROUP_ID].cidrRules).toContainEqual(theirs);
      expect(state.groups[GROUP_ID].cidrRules).toHaveLength(before.length);
    }),
    RUNS,
  );
});
