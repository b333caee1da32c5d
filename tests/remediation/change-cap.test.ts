import type { RemediationPlan } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { createBucket, startStrictAccount, type StrictAccount } from './strict-account';

jest.setTimeout(120_000);

const LIMIT = 3;
const CALLS = 10;

let account: StrictAccount;
beforeAll(async () => (account = await startStrictAccount(LIMIT)));
afterAll(() => account.close());

describeOnLocalAws('the cap on changes on an emulated table', () => {
  it('lets no more changes of one hour through than are allowed, however many are made at once', async () => {
    const remediations = Array.from({ length: CALLS }, (_, index) => {
      const resource = `photos-${index}`;
      return { resource, ...account.remediationOf({ ...BUCKET_ANOMALY, resource }) };
    });
    const plans: RemediationPlan[] = [];
    for (const { resource, plan } of remediations) {
      await createBucket(account.s3, resource);
      plans.push(await plan());
    }
    // The hour must not turn in between.
    const now = jest.spyOn(Date.prototype, 'toISOString').mockReturnValue('2026-11-21T08:30:00.000Z');
    const apply = (index: number) => {
      const plan = plans[index]!;
      if (plan.status !== 'planned') throw new Error(`not planned: ${JSON.stringify(plan)}`);
      return remediations[index]!.apply(plan);
    };
    const statuses = await Promise.all(plans.map((_, index) => apply(index)));
    const applied = statuses.flatMap((status, index) => (status === 'applied' ? index : []));
    expect(applied).toHaveLength(LIMIT);
    expect(statuses.filter((status) => status === 'capped')).toHaveLength(CALLS - LIMIT);
    // What was let through can be tried again, also once the hour is full.
    expect(await apply(applied[0]!)).toBe('applied');
    now.mockRestore();
  });
});
