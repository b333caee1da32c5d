import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { accountWith } from '../testing/in-memory-account';
import { remediationOf } from '../testing/remediation';
import { event } from '../contract';
import { runStep } from './run-step';

const openBucket = () =>
  accountWith({ buckets: { photos: { publicAccessBlock: null, tagKeys: [], isWebsite: false } } });
const POPE = { status: 'approved', by: 'the pope' } as const;

it('applies nothing that only its caller says was planned and approved', async () => {
  const { planned, order, context, journal } = remediationOf(BUCKET_ANOMALY, openBucket(), 'approve');
  const plan = await planned();
  const request = event.parse({ step: 'apply', anomaly: BUCKET_ANOMALY, plan, approval: POPE });
  expect(await runStep(request, context)).toMatchObject({
    status: 'precondition_failed',
    reason: 'No plan is on record for this anomaly.',
  });
  order(plan);
  expect(await runStep(request, context)).toMatchObject({
    status: 'stopped',
    reason: expect.stringContaining('none is on record'),
  });
  expect(journal).toEqual([]);
});

it.each([{ region: 'us-east-1' }, { account: '444455556666' }])(
  'applies no plan to %p, as the anomaly on record is elsewhere',
  async (elsewhere) => {
    const { planned, order, context, journal } = remediationOf(BUCKET_ANOMALY, openBucket());
    order(await planned());
    const anomaly = { ...BUCKET_ANOMALY, ...elsewhere };
    expect(await runStep({ step: 'apply', anomaly }, context)).toMatchObject({
      status: 'precondition_failed',
      reason: expect.stringContaining('eu-west-1'),
    });
    expect(journal).toEqual([]);
  },
);

it('keeps what the person who approved said, and who asked for the undo, before it undoes', async () => {
  const { planned, apply, undo, trail, findings } = remediationOf(BUCKET_ANOMALY, openBucket(), 'approve');
  await apply(await planned(), { status: 'approved', by: 'ann', reason: 'It is no website.' });
  expect(trail.changes.get(BUCKET_ANOMALY.id)).toMatchObject({
    allowedBy: 'ann',
    allowedBecause: 'It is no website.',
  });
  await undo('bob');
  const undoing = trail.history.find(({ status }) => status === 'undoing');
  expect(undoing).toMatchObject({ reason: 'Undo was asked for by bob.' });
  expect(findings.undos).toMatchObject([{ status: 'undone', by: 'bob' }]);
});

it('records the fingerprint of what it read back, which is that of a plan made then', async () => {
  const { planned, apply, verify, trail } = remediationOf(BUCKET_ANOMALY, openBucket());
  const plan = await planned();
  await apply(plan);
  await verify();
  const { fingerprint, afterFingerprint } = trail.changes.get(BUCKET_ANOMALY.id) as never as Record<
    string,
    string
  >;
  expect(afterFingerprint).toMatch(/^[\da-f]{64}$/);
  expect(afterFingerprint).not.toBe(fingerprint);
});
