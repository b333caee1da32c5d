import { NAT_ANOMALY, NAT_ID } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { accountWith } from '../../testing/in-memory-account';
import { remediationOf } from '../../testing/remediation';
import type { NatGateway } from '../nat-recordings';

const RUNS = { numRuns: 300 };
/** Names no VPC, so that only recording is left to do. */
const ANOMALY = { ...NAT_ANOMALY, evidence: {} };

const remediationIn = (gateway: Partial<NatGateway>) => {
  const state = accountWith({
    natGateways: { [NAT_ID]: { tagKeys: [], recordableIds: ['eni-1'], recordings: [], ...gateway } },
  });
  return { state, gateway: () => state.natGateways[NAT_ID]!, ...remediationOf(ANOMALY, state) };
};

const recording = (flowLogId: string, resourceId: string) => ({
  flowLogId,
  resourceId,
  anomalyId: null,
  failure: null,
});

const gateways = fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 8 }).chain((numbers) => {
  const ids = numbers.map((number) => `eni-${number}`);
  return fc.record({
    tagKeys: fc.constant([]),
    recordableIds: fc.constant(ids),
    recordings: fc.subarray(ids).map((some) => some.map((id) => recording(`fl-${id}`, id))),
  });
});

it('says what would be recorded where, how long, and what it costs', async () => {
  const { plan, journal } = remediationIn({ recordableIds: ['eni-2', 'eni-1'] });
  expect(await plan()).toMatchObject({
    status: 'planned',
    playbook: 'start-nat-recording',
    resource: NAT_ID,
    // 10,000 connections, 4 records of 300 bytes a minute, 6 h: 4.0233 GB at 0.28.
    usdPerMonth: 1.13,
    endsAfterHours: 6,
    changes: [
      {
        action: 'start flow log',
        target: 'eni-1',
        before: 'not recorded',
        after: 'recorded to arn:aws:s3:::raw-logs/flow-logs/ for 6 h',
      },
      { target: 'eni-2' },
    ],
    blastRadius: expect.stringContaining('Nobody notices'),
  });
  expect(journal).toEqual([]);
});

it('leaves exempt NAT gateways alone, and has nothing to do where all is recorded', async () => {
  expect(await remediationIn({ tagKeys: ['egress-optimizer:exempt'] }).plan()).toMatchObject({
    status: 'exempt',
  });
  expect(await remediationIn({ recordings: [recording('fl-1', 'eni-1')] }).plan()).toMatchObject({
    status: 'nothing_to_do',
  });
});

it('may be deleted six hours after its change was begun, also when a second call finishes it', async () => {
  const { planned, apply, context } = remediationIn({ recordableIds: ['eni-1', 'eni-2'] });
  const { natRecordings } = context.access;
  const { start } = natRecordings;
  const expiries: string[] = [];
  natRecordings.start = async ([first = '', ...rest], mark, expiresAt) => {
    expiries.push(expiresAt);
    const started = await start([first], mark, expiresAt);
    if (rest.length > 0) throw new Error('the function died');
    return started;
  };
  const plan = await planned();
  await expect(apply(plan)).rejects.toThrow('died');
  expect(await apply(plan, undefined, '2026-11-21T08:30:00.000Z')).toMatchObject({ status: 'applied' });
  expect(expiries).toEqual(['2026-11-21T14:00:00.000Z', '2026-11-21T14:00:00.000Z']);
});

it('records every interface that nobody records, and undoes to exactly the flow logs of before', async () => {
  await fc.assert(
    fc.asyncProperty(gateways, async (before) => {
      const { gateway, plan, apply, verify, undo } = remediationIn(before);
      const planned = await plan();
      if (planned.status !== 'planned') {
        return expect(before.recordings).toHaveLength(before.recordableIds.length);
      }
      expect((await apply(planned)).status).toBe('applied');
      const recorded = gateway().recordings.map(({ resourceId }) => resourceId);
      expect(recorded.sort()).toEqual([...before.recordableIds].sort());
      expect((await verify()).status).toBe('verified');
      expect((await undo()).status).toBe('undone');
      expect(gateway()).toEqual(before);
    }),
    RUNS,
  );
});

it('notices recordings and interfaces of others after the plan, and writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(gateways, fc.nat(), async (before, pick) => {
      const { state, gateway, plan, apply, journal } = remediationIn(before);
      const planned = await plan();
      if (planned.status !== 'planned') return;
      const targets = planned.changes.map(({ target }) => target);
      const picked = targets[pick % targets.length]!;
      state.natGateways[NAT_ID] =
        pick % 2 === 0
          ? { ...before, recordings: [...before.recordings, recording('fl-theirs', picked)] }
          : { ...before, recordableIds: before.recordableIds.filter((id) => id !== picked) };
      const theirs = gateway();
      expect((await apply(planned)).status).toBe('precondition_failed');
      expect(gateway()).toEqual(theirs);
      expect(journal).toEqual([]);
    }),
    RUNS,
  );
});

it('does not take over a recording that someone else began while the change had broken off', async () => {
  const { state, planned, apply, context, gateway } = remediationIn({});
  const { natRecordings } = context.access;
  const { start } = natRecordings;
  natRecordings.start = () => Promise.reject(new Error('the function died'));
  const plan = await planned();
  await expect(apply(plan)).rejects.toThrow('died');
  natRecordings.start = start;
  state.natGateways[NAT_ID] = { ...gateway(), recordings: [recording('fl-theirs', 'eni-1')] };
  expect(await apply(plan)).toMatchObject({ status: 'precondition_failed' });
  expect(gateway().recordings).toEqual([recording('fl-theirs', 'eni-1')]);
});

it('stops a recording whose NAT gateway is gone', async () => {
  const { state, planned, apply, undo, context } = remediationIn({});
  await apply(await planned());
  state.natGateways = {};
  context.access.natRecordings.find = async () => undefined;
  const stopped: string[] = [];
  context.access.natRecordings.stop = async (ids) => void stopped.push(...ids);
  expect(await undo()).toMatchObject({ status: 'undone' });
  expect(stopped).toEqual(['fl-new1']);
});

it('says so when AWS cannot deliver, and when a recording ended before its undo', async () => {
  const { state, planned, apply, verify, undo, gateway } = remediationIn({});
  await apply(await planned());
  const [own] = gateway().recordings;
  state.natGateways[NAT_ID] = { ...gateway(), recordings: [{ ...own!, failure: 'Access error' }] };
  expect(await verify()).toMatchObject({
    status: 'not_verified',
    reason: expect.stringMatching('Access error'),
  });
  state.natGateways[NAT_ID] = { ...gateway(), recordings: [] };
  expect(await verify()).toMatchObject({ status: 'not_verified', reason: 'Not recorded: eni-1.' });
  expect(await undo()).toMatchObject({ status: 'undone', reason: expect.stringContaining('is over') });
});
