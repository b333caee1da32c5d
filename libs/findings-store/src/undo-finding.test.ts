import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { connectFindings } from './connect-findings';
import { findFinding } from './read-finding';
import { findingStorySchema, undoAnswerSchema } from './recorded-finding';
import { type ConnectedAccount, connectedAccount } from './testing/connected-account';
import { findingItem, fixedItems } from './testing/example-items';
import { undoFinding } from './undo-finding';

const { id } = BUCKET_ANOMALY;
const [FINDING, CHANGE] = fixedItems(BUCKET_ANOMALY);

let here: ConnectedAccount;
beforeEach(async () => {
  here = await connectedAccount(process.env, FINDING, CHANGE);
});
afterEach(() => here.close());

const undo = async (by = 'bob') => undoAnswerSchema.parse(await undoFinding(here.connection, id, by));

it('has the orchestrator restore the resource and record who asked for it', async () => {
  expect(await undo()).toEqual({
    id,
    status: 'undone',
    reason: 'Restored.',
    restored: [expect.objectContaining({ target: 'bucket photos', before: 'blocked', after: 'not blocked' })],
  });
  expect(here.account.invocations).toEqual([
    {
      url: '/2015-03-31/functions/egress-example-remediation-orchestrator/invocations',
      step: 'undo',
      anomaly: BUCKET_ANOMALY,
      by: 'bob',
    },
  ]);
  expect(await findFinding(here.connection, id)).toMatchObject({ status: 'undone', undoneBy: 'bob' });
});

it('undoes nothing twice', async () => {
  here.account.items[0] = { ...FINDING, status: 'undone', undoneBy: 'bob' };
  here.account.items[1] = {
    ...CHANGE,
    status: 'undone',
    history: [{ status: 'undone', reason: 'Restored.', at: 't' }],
  };
  expect(await undo()).toMatchObject({ status: 'already_undone', reason: 'Restored.', restored: [] });
  expect(await undo('eve')).toMatchObject({ status: 'already_undone' });
  expect(here.account.invocations).toEqual([]);
  expect(await findFinding(here.connection, id)).toMatchObject({ status: 'undone', undoneBy: 'bob' });
});

it('has the finding say that it was undone, where nobody could before', async () => {
  here.account.items[1] = { ...CHANGE, status: 'undone' };
  expect(await undo()).toMatchObject({ status: 'already_undone' });
  expect(await findFinding(here.connection, id)).toMatchObject({ status: 'undone', undoneBy: 'bob' });
});

it('ends a recording before its time, though its workflow waits for that', async () => {
  here.account.items[0] = { ...FINDING, status: 'recording', endedAt: undefined };
  expect(await undo()).toMatchObject({ status: 'undone' });
});

it('says that somebody has changed the resource since, and leaves the finding as it is', async () => {
  here.account.undo = () => ({
    status: 'precondition_failed',
    anomalyId: id,
    reason: 'Someone changed photos.',
  });
  expect(await undo()).toMatchObject({
    status: 'refused',
    reason: expect.stringContaining('Someone changed photos.'),
    restored: [],
  });
  expect(await findFinding(here.connection, id)).toMatchObject({ status: 'remediated', undoneBy: null });
});

it.each([
  ['nothing was applied', [findingItem(BUCKET_ANOMALY, { status: 'observed' })], 'not_applied'],
  ['there is no finding', [], 'unknown_finding'],
  ['its change was abandoned', [FINDING, { ...CHANGE, status: 'abandoned' }], 'not_applied'],
  ['the workflow is still at it', [{ ...FINDING, endedAt: undefined }, CHANGE], 'in_progress'],
])('asks nothing of the orchestrator if %s', async (_, items, status) => {
  here.account.items = [...items];
  expect(await undo()).toMatchObject({ status, restored: [] });
  expect(here.account.invocations).toEqual([]);
});

it('undoes the change of a workflow that died on the way', async () => {
  here.account.items[0] = { ...FINDING, endedAt: undefined };
  here.account.executionStatus = 'TIMED_OUT';
  expect(await undo()).toMatchObject({ status: 'undone' });
});

it('fails with what the orchestrator threw, and marks nothing', async () => {
  here.account.undo = () => ({
    errorType: 'AccessDenied',
    errorMessage: 'not s3:PutBucketPublicAccessBlock',
  });
  await expect(undo()).rejects.toThrow(
    `egress-example-remediation-orchestrator failed to undo ${id}: AccessDenied: not s3:PutBucketPublicAccessBlock`,
  );
  expect(await findFinding(here.connection, id)).toMatchObject({ status: 'remediated' });
});

it('tells the whole story with its audit trail, and keeps to its schema', async () => {
  const story = findingStorySchema.parse(await findFinding(here.connection, id));
  expect(story).toMatchObject({
    reason: 'Public access of photos is blocked.',
    analysis: { cause: 's3-public' },
    change: { allowedBy: 'ann', history: [{ status: 'applying' }, { status: 'applied' }] },
  });
});

it('names the finding and the attribute that cannot be read', async () => {
  here.account.items = [{ ...FINDING, anomaly: '{}' }];
  await expect(findFinding(here.connection, id)).rejects.toThrow(
    new RegExp(`egress-example-findings: the finding ${id} is unreadable: [^]*anomaly`),
  );
});

it('reads another table where one is named', async () => {
  const other = connectFindings({ environment: 'example', tableName: 'mine' });
  await findFinding(other, id);
  other.close();
  expect(JSON.parse(here.aws.requests[0]!.body)).toMatchObject({ TableName: 'mine' });
});
