import { BUCKET_ANOMALY, GROUP_ANOMALY, GROUP_ID } from '@egress/contracts/testing';
import { inMemoryTrail } from '../testing/in-memory-trail';
import { remediationOf } from '../testing/remediation';
import { type AccountState, accountWith } from '../testing/in-memory-account';
import type { Bucket } from './account-access';
import { applyRemediation } from './apply-remediation';
import type { AuditTrail } from './audit-trail';

const OPEN: Bucket = { publicAccessBlock: null, tagKeys: [], isWebsite: false };
const openBucket = (): AccountState => accountWith({ buckets: { photos: OPEN } });

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

describe('the cap on changes', () => {
  /** Anomalies of one account that share a trail whose limit is 2 an hour. */
  const anomaliesOf = (account: string, trail: AuditTrail) => (id: string) => {
    const remediation = remediationOf({ ...BUCKET_ANOMALY, id, account }, openBucket());
    return {
      ...remediation,
      applyAt: async (now: string) => {
        remediation.order(await remediation.planned());
        return applyRemediation({ ...BUCKET_ANOMALY, id, account }, { ...remediation.context, trail, now });
      },
    };
  };
  const sharedTrail = () => inMemoryTrail({ changes: new Map(), changesOfHours: new Map(), history: [] });
  const AT_8 = '2026-11-21T08:10:00.000Z';

  it('holds for each account and hour, and counts a change that is tried again only once', async () => {
    const trail = sharedTrail();
    const first = anomaliesOf('111122223333', trail);
    const { begin } = trail;
    trail.begin = () => Promise.reject(new Error('throttled'));
    await expect(first('a').applyAt(AT_8)).rejects.toThrow('throttled');
    trail.begin = begin;
    for (const id of ['a', 'b']) {
      expect(await first(id).applyAt(AT_8)).toMatchObject({ status: 'applied' });
    }
    const third = first('c');
    expect(await third.applyAt('2026-11-21T08:59:59.999Z')).toMatchObject({
      status: 'capped',
      reason: 'Account 111122223333 has had its 2 changes of this hour.',
    });
    expect(third.journal).toEqual([]);
    expect(await trail.find('c')).toBeUndefined();
    expect(await anomaliesOf('444455556666', trail)('d').applyAt(AT_8)).toMatchObject({ status: 'applied' });
    expect(await third.applyAt('2026-11-21T09:00:00.000Z')).toMatchObject({ status: 'applied' });
  });

  it('does not count what may not or cannot be changed', async () => {
    const trail = sharedTrail();
    const state = openBucket();
    const { planned, order, context } = remediationOf(BUCKET_ANOMALY, state);
    order(await planned());
    state.buckets['photos'] = { ...OPEN, publicAccessBlock: halfBlocked };
    trail.countChange = () => Promise.reject(new Error('counted'));
    for (const mode of ['observe', 'approve', 'auto'] as const) {
      const { status } = await applyRemediation(BUCKET_ANOMALY, { ...context, trail, modeOf: () => mode });
      expect(status).not.toBe('applied');
    }
  });
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
  const { planned, apply, undo, findings, trail } = remediationOf(BUCKET_ANOMALY, state);
  await apply(await planned());
  state.buckets['photos'] = { ...OPEN, publicAccessBlock: halfBlocked };
  expect(await undo('ann')).toMatchObject({ status: 'precondition_failed' });
  expect(state.buckets['photos'].publicAccessBlock).toEqual(halfBlocked);
  expect(findings.undos).toMatchObject([{ status: 'undo_refused', by: 'ann' }]);
  expect(trail.changes.get(BUCKET_ANOMALY.id)!.status).toBe('not_undone');
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
const openGroup = (): AccountState =>
  accountWith({ groups: { [GROUP_ID]: { tagKeys: [], cidrRules: [RULE], interfaces: 0 } } });

it('says which rules are open again when it verifies', async () => {
  const state = openGroup();
  const { planned, apply, verify } = remediationOf(GROUP_ANOMALY, state);
  await apply(await planned());
  state.groups[GROUP_ID] = { tagKeys: [], cidrRules: [{ ...RULE, ruleId: 'sgr-2' }], interfaces: 0 };
  expect(await verify()).toMatchObject({ status: 'not_verified', reason: expect.stringContaining('sgr-2') });
});

it('does not revoke a rule that someone edited while the change had broken off', async () => {
  const state = openGroup();
  const { planned, apply, undo, context } = remediationOf(GROUP_ANOMALY, state);
  const { securityGroups } = context.access;
  const { revoke } = securityGroups;
  securityGroups.revoke = () => Promise.reject(new Error('the function died'));
  const plan = await planned();
  await expect(apply(plan)).rejects.toThrow('died');
  securityGroups.revoke = revoke;
  const edited = { ...RULE, cidr: '198.51.100.0/24' };
  state.groups[GROUP_ID] = { tagKeys: [], cidrRules: [edited], interfaces: 0 };
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(await undo()).toMatchObject({ status: 'undone' });
  expect(state.groups[GROUP_ID].cidrRules).toEqual([edited]);
});
