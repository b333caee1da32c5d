import { BUCKET_ANOMALY, NAT_ANOMALY, VPC_ID } from '@egress/contracts/testing';
import { dyingAccess } from '../testing/dying-access';
import { accountWith, type AccountState } from '../testing/in-memory-account';
import { remediationOf } from '../testing/remediation';
import type { Bucket } from './account-access';
import { runStep } from './run-step';

const OPEN: Bucket = { publicAccessBlock: null, tagKeys: [], isWebsite: false };
const EXEMPT = ['egress-optimizer:exempt'];
const bucket = () => accountWith({ buckets: { photos: OPEN } });
const table = (routeTableId: string) => ({
  routeTableId,
  tagKeys: [],
  hasSubnets: true,
  leadsToNatGateway: true,
});
const vpc = () =>
  accountWith({
    vpcs: {
      [VPC_ID]: {
        tagKeys: [],
        routeTables: [table('rtb-1'), table('rtb-2')],
        endpoints: { s3: [], dynamodb: [] },
      },
    },
  });
const SAVED = { record: 'change' };

/** A first try that died right before or after its write, and the remediation as the next try finds it. */
async function brokenOff(anomaly: typeof BUCKET_ANOMALY, state: AccountState, when: 'before' | 'after') {
  const remediation = remediationOf(anomaly, state);
  const plan = await remediation.planned();
  remediation.order(plan);
  const access = dyingAccess(remediation.context.access, { write: 0, when });
  const died = runStep({ step: 'apply', anomaly }, { ...remediation.context, access });
  await expect(died).rejects.toThrow('died');
  return { ...remediation, applyAgain: () => remediation.apply(plan) };
}

it('says that there is something to undo when the stop switch is set after a change broke off', async () => {
  const state = bucket();
  const { applyAgain, undo, trail } = await brokenOff(BUCKET_ANOMALY, state, 'after');
  trail.stopReason = 'incident 7';
  expect(await applyAgain()).toMatchObject({ status: 'stopped', savedState: SAVED });
  expect(trail.history.at(-1)).toMatchObject({
    status: 'applying',
    reason: expect.stringMatching(/incident 7/),
  });
  expect(await undo()).toMatchObject({ status: 'undone' });
  expect(state.buckets['photos']).toEqual(OPEN);
});

it('says so when somebody else changed what a change that broke off had created', async () => {
  const state = vpc();
  const { applyAgain, undo } = await brokenOff(NAT_ANOMALY, state, 'after');
  const { endpoints } = state.vpcs[VPC_ID]!;
  endpoints.s3 = endpoints.s3.map((each) => ({ ...each, routeTableIds: ['rtb-1'] }));
  expect(await applyAgain()).toMatchObject({ status: 'precondition_failed', savedState: SAVED });
  expect(await undo()).toMatchObject({ status: 'undone' });
  expect(endpoints.s3).toEqual([]);
});

it('looks at the exemption tag again on every try', async () => {
  const state = bucket();
  const { applyAgain, undo } = await brokenOff(BUCKET_ANOMALY, state, 'before');
  state.buckets['photos'] = { ...OPEN, tagKeys: EXEMPT };
  expect(await applyAgain()).toMatchObject({ status: 'precondition_failed', savedState: SAVED });
  expect(state.buckets['photos'].publicAccessBlock).toBeNull();
  expect(await undo()).toMatchObject({ status: 'undone' });
});

it('has nothing to undo where a first try was refused', async () => {
  const { planned, apply, trail } = remediationOf(BUCKET_ANOMALY, bucket());
  trail.stopReason = 'incident 7';
  expect(await apply(await planned())).not.toHaveProperty('savedState');
});

it('is to be undone where an undo has begun', async () => {
  const { planned, apply, trail } = remediationOf(BUCKET_ANOMALY, bucket());
  const plan = await planned();
  await apply(plan);
  trail.changes.set(BUCKET_ANOMALY.id, { ...trail.changes.get(BUCKET_ANOMALY.id)!, status: 'undoing' });
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed', savedState: SAVED });
});

it('writes nothing to undo a change that was abandoned before it wrote anything', async () => {
  const state = bucket();
  const { planned, apply, undo, context, trail, journal } = remediationOf(BUCKET_ANOMALY, state);
  const plan = await planned();
  const { begin } = context.trail;
  context.trail.begin = (change) => {
    // Between the last look and the write.
    state.buckets['photos'] = { ...OPEN, publicAccessBlock: HALF };
    return begin(change);
  };
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(trail.changes.get(BUCKET_ANOMALY.id)!.status).toBe('abandoned');
  const written = [...journal];
  expect(await undo()).toMatchObject({ status: 'undone', reason: 'Nothing had been changed.' });
  expect(journal).toEqual(written);
});

const HALF = {
  blockPublicAcls: true,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

it('lets another workflow begin again what was undone, and never the same one', async () => {
  const state = bucket();
  const { planned, order, apply, undo, context } = remediationOf(BUCKET_ANOMALY, state);
  const plan = await planned();
  await apply(plan);
  await undo();
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  order(plan, undefined, 'arn:second');
  const again = () => runStep({ step: 'apply', anomaly: BUCKET_ANOMALY }, context);
  expect(await again()).toMatchObject({ status: 'applied' });
  expect(state.buckets['photos']!.publicAccessBlock).not.toBeNull();
});
