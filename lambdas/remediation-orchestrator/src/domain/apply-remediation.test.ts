import { BUCKET_ANOMALY, GROUP_ANOMALY, GROUP_ID } from '../testing/example-anomaly';
import { remediationOf } from '../testing/remediation';
import type { AccountState } from '../testing/in-memory-account';
import type { Bucket } from './account-access';

const OPEN: Bucket = { publicAccessBlock: null, tagKeys: [], isWebsite: false };
const openBucket = (): AccountState => ({ buckets: { photos: OPEN }, groups: {} });

it('saves the previous state before it changes anything, and says where', async () => {
  const { planned, apply, verify, journal, trail } = remediationOf(BUCKET_ANOMALY, openBucket());
  expect(await apply(await planned())).toMatchObject({
    status: 'applied',
    savedState: { anomalyId: BUCKET_ANOMALY.id, record: 'change' },
  });
  expect(journal).toEqual(['record applying', 'write photos', 'record applied']);
  expect(trail.changes.get(BUCKET_ANOMALY.id)).toMatchObject({ before: null, allowedBy: 'mode auto' });
  expect(await verify()).toMatchObject({ status: 'verified' });
});

it('changes nothing in mode observe', async () => {
  const state = openBucket();
  const { planned, apply, journal } = remediationOf(BUCKET_ANOMALY, state, 'observe');
  expect(await apply(await planned(), { status: 'approved', by: 'ann' })).toMatchObject({
    status: 'observed',
  });
  expect(journal).toEqual([]);
});

it('changes nothing in mode approve without an approval, and records who gave it', async () => {
  const { planned, apply, journal, trail } = remediationOf(BUCKET_ANOMALY, openBucket(), 'approve');
  const plan = await planned();
  expect(await apply(plan)).toMatchObject({ status: 'stopped' });
  expect(await apply(plan, { status: 'rejected', by: 'ann' })).toMatchObject({ status: 'stopped' });
  expect(journal).toEqual([]);
  expect(await apply(plan, { status: 'approved', by: 'ann' })).toMatchObject({ status: 'applied' });
  expect(trail.changes.get(BUCKET_ANOMALY.id)!.allowedBy).toBe('ann');
});

it('changes nothing while the stop switch is on, but still undoes', async () => {
  const { planned, apply, undo, journal, trail } = remediationOf(BUCKET_ANOMALY, openBucket());
  const plan = await planned();
  trail.stopReason = 'incident 7';
  expect(await apply(plan)).toMatchObject({
    status: 'stopped',
    reason: expect.stringContaining('incident 7'),
  });
  expect(journal).toEqual([]);
  trail.stopReason = undefined;
  await apply(plan);
  trail.stopReason = 'incident 8';
  expect(await undo()).toMatchObject({ status: 'undone' });
});

it.each<[string, (state: AccountState) => void]>([
  ['was changed', ({ buckets }) => void (buckets['photos'] = { ...OPEN, publicAccessBlock: halfBlocked })],
  [
    'was exempted',
    ({ buckets }) => void (buckets['photos'] = { ...OPEN, tagKeys: ['egress-optimizer:exempt'] }),
  ],
  ['was deleted', ({ buckets }) => void delete buckets['photos']],
])('overwrites nothing when the resource %s after the plan', async (_case, meddle) => {
  const state = openBucket();
  const { planned, apply, journal } = remediationOf(BUCKET_ANOMALY, state);
  const plan = await planned();
  meddle(state);
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(journal).toEqual([]);
});

const halfBlocked = {
  blockPublicAcls: true,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

it('does nothing twice when it is called twice', async () => {
  const { planned, apply, journal } = remediationOf(BUCKET_ANOMALY, openBucket());
  const plan = await planned();
  await apply(plan);
  const written = [...journal];
  expect(await apply(plan)).toMatchObject({ status: 'applied', reason: expect.stringContaining('before') });
  expect(journal).toEqual(written);
});

it('does not repeat a change that was undone', async () => {
  const { planned, apply, undo } = remediationOf(BUCKET_ANOMALY, openBucket());
  const plan = await planned();
  await apply(plan);
  await undo();
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
});

it.each(['before', 'after'])(
  'finishes a change that broke off right %s writing, and undoes to the first state',
  async (when) => {
    const state = openBucket();
    const { planned, apply, undo, context } = remediationOf(BUCKET_ANOMALY, state);
    const { buckets } = context.access;
    const { putPublicAccessBlock } = buckets;
    buckets.putPublicAccessBlock = async (...call) => {
      if (when === 'after') await putPublicAccessBlock(...call);
      throw new Error('the function died');
    };
    const plan = await planned();
    await expect(apply(plan)).rejects.toThrow('died');
    buckets.putPublicAccessBlock = putPublicAccessBlock;
    expect(await apply(plan)).toMatchObject({ status: 'applied' });
    expect(await undo()).toMatchObject({ status: 'undone' });
    expect(state.buckets['photos']).toEqual(OPEN);
  },
);

it('changes nothing when the change cannot be recorded', async () => {
  const state = openBucket();
  const { planned, apply, context } = remediationOf(BUCKET_ANOMALY, state);
  context.trail.begin = () => Promise.reject(new Error('throttled'));
  await expect(apply(await planned())).rejects.toThrow('throttled');
  expect(state.buckets['photos']).toEqual(OPEN);
});

it('does not apply a plan to another anomaly', async () => {
  const { planned } = remediationOf(BUCKET_ANOMALY, openBucket());
  const other = remediationOf({ ...BUCKET_ANOMALY, id: 'another' }, openBucket());
  expect(await other.apply(await planned())).toMatchObject({ status: 'precondition_failed' });
});

it('leaves alone what others changed since, when it is to be undone', async () => {
  const state = openBucket();
  const { planned, apply, undo } = remediationOf(BUCKET_ANOMALY, state);
  await apply(await planned());
  state.buckets['photos'] = { ...OPEN, publicAccessBlock: halfBlocked };
  expect(await undo()).toMatchObject({ status: 'precondition_failed' });
  expect(state.buckets['photos'].publicAccessBlock).toEqual(halfBlocked);
});

it('undoes once, and leaves alone what others do to the resource afterwards', async () => {
  const state = openBucket();
  const { planned, apply, undo, journal } = remediationOf(BUCKET_ANOMALY, state);
  await apply(await planned());
  await undo();
  const written = [...journal];
  state.buckets['photos'] = { ...OPEN, publicAccessBlock: halfBlocked };
  expect(await undo()).toMatchObject({ status: 'undone', reason: 'Was undone before.' });
  expect(journal).toEqual(written);
});

it('has nothing to undo where nothing was changed', async () => {
  const { undo, verify } = remediationOf(BUCKET_ANOMALY, openBucket());
  expect(await undo()).toMatchObject({ status: 'undone', reason: 'Nothing had been changed.' });
  expect(await verify()).toMatchObject({ status: 'not_verified' });
});

const RULE = {
  ruleId: 'sgr-1',
  direction: 'ingress',
  protocol: 'tcp',
  fromPort: 22,
  toPort: 22,
  cidr: '0.0.0.0/0',
  description: null,
  tags: {},
} as const;
const openGroup = (): AccountState => ({
  buckets: {},
  groups: { [GROUP_ID]: { tagKeys: [], cidrRules: [RULE], interfaces: 0 } },
});

it('says which rules are open again when it verifies', async () => {
  const state = openGroup();
  const { planned, apply, verify } = remediationOf(GROUP_ANOMALY, state);
  await apply(await planned());
  state.groups[GROUP_ID] = { tagKeys: [], cidrRules: [{ ...RULE, ruleId: 'sgr-2' }], interfaces: 0 };
  expect(await verify()).toMatchObject({ status: 'not_verified', reason: expect.stringContaining('sgr-2') });
});

it('does not revoke a rule that someone edited while the change had broken off', async () => {
  const state = openGroup();
  const { planned, apply, context, trail } = remediationOf(GROUP_ANOMALY, state);
  const { securityGroups } = context.access;
  const { revoke } = securityGroups;
  securityGroups.revoke = () => Promise.reject(new Error('the function died'));
  const plan = await planned();
  await expect(apply(plan)).rejects.toThrow('died');
  securityGroups.revoke = revoke;
  const edited = { ...RULE, cidr: '198.51.100.0/24' };
  state.groups[GROUP_ID] = { tagKeys: [], cidrRules: [edited], interfaces: 0 };
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(state.groups[GROUP_ID].cidrRules).toEqual([edited]);
  expect(trail.changes.get(GROUP_ANOMALY.id)!.status).toBe('abandoned');
});
