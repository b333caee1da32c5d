import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { listFindings } from './list-findings';
import { findingsListSchema } from './recorded-finding';
import { type ConnectedAccount, connectedAccount } from './testing/connected-account';
import { findingItem, fixedItems, waitingItem } from './testing/example-items';

const anomaly = (id: string, usdPerDay: number) => ({ ...BUCKET_ANOMALY, id, usdPerDay });
const EARLIER = '2026-11-20T08:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';

let here: ConnectedAccount;
beforeEach(async () => {
  here = await connectedAccount(
    process.env,
    findingItem(anomaly('cheap', 1), { recordedAt: EARLIER }),
    ...fixedItems(anomaly('fixed', 24)),
    findingItem(anomaly('old', 240), { recordedAt: EARLIER }),
    waitingItem(anomaly('waiting', 48), 'token'),
    findingItem(anomaly('new', 240), { recordedAt: LATER }),
  );
});
afterEach(() => here.close());

const idsOf = async (options?: Parameters<typeof listFindings>[1]) =>
  (await listFindings(here.connection, options)).findings.map(({ id }) => id);
const bodies = () => here.aws.requests.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

it('sorts by dollars per day, and the newest first where these are the same', async () => {
  expect(await idsOf()).toEqual(['new', 'old', 'waiting', 'fixed', 'cheap']);
});

it('reads all pages, and says after each how far it is', async () => {
  here.account.pageSize = 2;
  const read: number[] = [];
  expect(await idsOf({ onRead: (items) => read.push(items) })).toHaveLength(5);
  expect(read).toEqual([2, 4, 6]);
});

it('asks the index for findings of a status, and the table for all', async () => {
  expect(await idsOf({ status: 'recorded', since: LATER })).toEqual(['new']);
  expect(bodies()[0]).toMatchObject({
    TableName: 'egress-example-findings',
    IndexName: 'by-status',
    KeyConditionExpression: '#status = :status AND recordedAt >= :since',
  });
  expect(await idsOf({ since: LATER })).toEqual(['new']);
  expect(bodies()[1]).toMatchObject({ FilterExpression: '#record = :finding AND recordedAt >= :since' });
});

it('adds up all findings, also those that the limit leaves out, and keeps to its schema', async () => {
  const list = findingsListSchema.parse(await listFindings(here.connection, { limit: 1 }));
  expect(list.findings).toHaveLength(1);
  expect(list.totals).toEqual({
    findings: 5,
    usdPerDay: 553,
    fixed: 1,
    savedUsdPerMonth: 730,
    fixable: 1,
    savableUsdPerMonth: 1460,
  });
});

it('deducts what the fix itself costs from its saving', async () => {
  const plan = JSON.stringify({
    ...JSON.parse(String(here.account.items[1]!['remediationPlan'])),
    usdPerMonth: 30,
  });
  here.account.items[1] = { ...here.account.items[1]!, remediationPlan: plan };
  expect((await listFindings(here.connection)).totals.savedUsdPerMonth).toBe(700);
});

it('never gives away a task token', async () => {
  expect(JSON.stringify(await listFindings(here.connection, { status: 'awaiting_approval' }))).not.toContain(
    'token',
  );
});

it('reads findings of older and newer workflows, and says what it cannot read', async () => {
  here.account.items = [
    findingItem(anomaly('older', 2), { recordedAt: undefined, executionArn: undefined }),
    findingItem(anomaly('newer', 1), { status: 'capped', analysis: '{"status":"divined"}' }),
    findingItem(anomaly('broken', 1), { anomaly: '{' }),
  ];
  const { findings, unreadable } = await listFindings(here.connection);
  expect(findings).toMatchObject([
    { id: 'older', recordedAt: null, unreadable: [] },
    { id: 'newer', status: 'capped', analysis: null, unreadable: ['analysis'] },
  ]);
  expect(unreadable).toEqual([{ id: 'broken', problem: expect.stringContaining('must be JSON') }]);
});

it('comes back to a table that is throttled', async () => {
  const answer = here.aws.answer;
  here.aws.answer = (request) =>
    here.aws.requests.length === 1
      ? { status: 400, body: { __type: 'ProvisionedThroughputExceededException', message: 'slow down' } }
      : answer(request);
  expect(await idsOf()).toHaveLength(5);
  expect(here.aws.requests).toHaveLength(2);
});
