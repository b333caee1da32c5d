import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { retryAnswerSchema } from './recorded-finding';
import { retryFinding } from './retry-finding';
import { type ConnectedAccount, connectedAccount } from './testing/connected-account';
import { findingItem, fixedItems } from './testing/example-items';

const { id } = BUCKET_ANOMALY;
const CAPPED = findingItem(BUCKET_ANOMALY, { status: 'capped', endedAt: '2026-11-21T08:01:00.000Z' });
const [FIXED, CHANGE] = fixedItems(BUCKET_ANOMALY);

let here: ConnectedAccount;
beforeEach(async () => {
  here = await connectedAccount(process.env, CAPPED);
  here.account.executionStatus = 'SUCCEEDED';
});
afterEach(() => here.close());

const retry = async () =>
  retryAnswerSchema.parse(await retryFinding(here.connection, id, 'ann', () => '2026-11-21T09:00:00.000Z'));

it('has the same workflow begin anew, under another name, and take over from the execution that ended', async () => {
  expect(await retry()).toMatchObject({ status: 'started', by: 'ann', executionArn: expect.any(String) });
  expect(here.account.started).toEqual([
    {
      stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:egress-example-remediation',
      name: `${id}-retry-20261121090000000`,
      input: { anomaly: BUCKET_ANOMALY, retry: { of: CAPPED['executionArn'], by: 'ann' } },
    },
  ]);
});

it('begins anew what was undone or abandoned', async () => {
  for (const status of ['undone', 'abandoned']) {
    here.account.items = [FIXED, { ...CHANGE, status }];
    expect(await retry()).toMatchObject({ status: 'started' });
  }
});

it('keeps the name of the new execution within 80 characters', async () => {
  const long = { ...BUCKET_ANOMALY, id: 'x'.repeat(80) };
  here.account.items = [findingItem(long, { status: 'expired' })];
  await retryFinding(here.connection, long.id, 'ann', () => '2026-11-21T09:00:00.000Z');
  expect((here.account.started[0] as { name: string }).name).toHaveLength(74);
});

it('starts nothing where there is nothing to begin anew', async () => {
  here.account.items = [FIXED, CHANGE];
  expect(await retry()).toMatchObject({ status: 'in_place', reason: expect.stringContaining('egress undo') });
  here.account.items = [findingItem(BUCKET_ANOMALY, { executionArn: undefined })];
  expect(await retry()).toMatchObject({ status: 'no_workflow' });
  here.account.executionStatus = 'RUNNING';
  here.account.items = [CAPPED];
  expect(await retry()).toMatchObject({ status: 'in_progress' });
  here.account.items = [];
  expect(await retry()).toMatchObject({ status: 'unknown_finding' });
  expect(here.account.started).toEqual([]);
});
