import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { answerApproval } from './answer-approval';
import { callerArn } from './caller';
import { approvalAnswerSchema } from './recorded-finding';
import { type ConnectedAccount, connectedAccount } from './testing/connected-account';
import { findingItem, fixedItems, type Item, waitingItem } from './testing/example-items';

const { id } = BUCKET_ANOMALY;
const WAITING = waitingItem(BUCKET_ANOMALY, 'token');
const IN_TIME = '2026-11-22T07:59:59.000Z';
const TOO_LATE = '2026-11-22T08:00:00.000Z';

let here: ConnectedAccount;
beforeEach(async () => {
  here = await connectedAccount(process.env, WAITING);
  here.account.waiting.add('token');
});
afterEach(() => here.close());

const answer = async (status: 'approved' | 'rejected' = 'approved', now = IN_TIME, by = 'ann') =>
  approvalAnswerSchema.parse(await answerApproval(here.connection, id, { status, by }, () => now));

it('sends the answer, who gave it and why to the workflow that waits', async () => {
  const approval = { status: 'rejected', by: 'ann', reason: 'That bucket is a website.' } as const;
  expect(await answerApproval(here.connection, id, approval, () => IN_TIME)).toMatchObject({
    id,
    ...approval,
  });
  expect(here.account.approvals).toEqual([approval]);
});

it('names the caller by the ARN of the credentials', async () => {
  expect(await callerArn()).toBe('arn:aws:iam::111122223333:user/ann');
});

it('lets exactly one of many answers at once through', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => answer(i % 2 === 0 ? 'approved' : 'rejected', IN_TIME, `p${i}`)),
  );
  const sent = answers.filter(({ status }) => status === 'approved' || status === 'rejected');
  expect(sent).toHaveLength(1);
  expect(here.account.approvals).toEqual([{ status: sent[0]!.status, by: sent[0]!.by }]);
  expect(new Set(answers.filter((each) => each !== sent[0]).map(({ status }) => status))).toEqual(
    new Set(['already_answered']),
  );
});

const answered = (given: Readonly<Record<string, unknown>>): Item => ({
  ...WAITING,
  taskToken: undefined,
  ...given,
});

it.each<[string, readonly Item[], string, RegExp]>([
  ['an unknown finding', [], 'unknown_finding', /No finding has this id/],
  [
    'one that only observes',
    [findingItem(BUCKET_ANOMALY, { status: 'observed', reason: 'Only observes. ' })],
    'not_waiting',
    /Its status is observed: Only observes\.$/,
  ],
  [
    'one that failed before anybody answered',
    [answered({ status: 'failed', reason: 'Faulted.' })],
    'not_waiting',
    /failed: Faulted/,
  ],
  [
    'one that was rejected',
    [answered({ status: 'rejected', reason: 'Rejected by bob.' })],
    'already_answered',
    /rejected: Rejected by bob/,
  ],
  [
    'one that was approved and fixed',
    [{ ...fixedItems(BUCKET_ANOMALY)[0], approvalExpiresAt: TOO_LATE }, fixedItems(BUCKET_ANOMALY)[1]],
    'already_answered',
    /Allowed by ann\.$/,
  ],
  [
    'one that expired',
    [answered({ status: 'expired' })],
    'expired',
    /expired: it was waited for until 2026-11-22T08:00/,
  ],
])('refuses %s and sends nothing', async (_, items, status, reason) => {
  here.account.items = [...items];
  expect(await answer()).toMatchObject({ status, reason: expect.stringMatching(reason) });
  expect(here.account.approvals).toEqual([]);
});

it('refuses an answer that comes too late, before Step Functions says so', async () => {
  expect(await answer('approved', TOO_LATE)).toMatchObject({ status: 'expired' });
  expect(here.account.approvals).toEqual([]);
});

it('tells a token that was used from a workflow that was stopped', async () => {
  here.account.waiting.clear();
  expect(await answer()).toMatchObject({ status: 'already_answered' });
  here.account.executionStatus = 'ABORTED';
  expect(await answer()).toMatchObject({ status: 'workflow_stopped' });
  here.account.executionStatus = 'FORGOTTEN';
  expect(await answer()).toMatchObject({ status: 'workflow_stopped' });
});

it('says what became of the finding if somebody else was faster', async () => {
  const reply = here.aws.answer;
  here.aws.answer = (request) => {
    if (!request.body.includes('taskToken')) return reply(request);
    here.account.items = [answered({ status: 'rejected', reason: 'Rejected by bob.' })];
    return { status: 400, body: { __type: 'TaskTimedOut', message: 'Task Timed Out' } };
  };
  expect(await answer()).toMatchObject({
    status: 'already_answered',
    reason: expect.stringContaining('bob'),
  });
});

it('passes on that the answer may not be given', async () => {
  const reply = here.aws.answer;
  here.aws.answer = (request) =>
    request.body.includes('taskToken')
      ? { status: 400, body: { __type: 'AccessDeniedException', message: 'not states:SendTaskSuccess' } }
      : reply(request);
  await expect(answer()).rejects.toThrow('not states:SendTaskSuccess');
});
