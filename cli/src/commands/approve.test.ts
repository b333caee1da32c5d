import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { approvalAnswerSchema } from '@egress/findings-store';
import { findingItem, waitingItem } from '@egress/findings-store/testing';
import { approveCommand } from './approve';
import { findingsTerminal, type FindingsTerminal } from './findings-testing/findings-terminal';
import { rejectCommand } from './reject';

const { id } = BUCKET_ANOMALY;
const ANN = 'arn:aws:iam::111122223333:user/ann';

let terminal: FindingsTerminal;
beforeEach(async () => {
  terminal = await findingsTerminal();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  terminal.account.items = [{ ...waitingItem(BUCKET_ANOMALY, 'token'), approvalExpiresAt: later }];
  terminal.account.waiting.add('token');
});
afterEach(() => terminal.close());

const approve = (...args: string[]) => terminal.run(approveCommand(), ...args);
const reject = (...args: string[]) => terminal.run(rejectCommand(), ...args);

it.each(['y\n', 'yes\n', 'Y\n'])('shows the plan, asks, and sends the approval after %j', async (typed) => {
  terminal.typed = typed;
  const { stdout, stderr, exitCode } = await approve(id);
  expect(stderr).toMatch(
    /before: not blocked[^]*after: {2}blocked[^]*saving, as a forecast: 67233\.00[^]*Approve it as arn:/,
  );
  expect(stdout).toBe(`approved: egress findings ${id} tells how it goes\n`);
  expect(exitCode).toBe(0);
  expect(terminal.account.approvals).toEqual([{ status: 'approved', by: ANN }]);
});

it.each(['n\n', '\n', '', 'yeah\n'])('sends nothing after %j', async (typed) => {
  terminal.typed = typed;
  const { stderr, exitCode } = await approve(id);
  expect(stderr).toContain(`error: ${id}: Nothing was sent: it still waits.`);
  expect(exitCode).toBe(1);
  expect(terminal.account.approvals).toEqual([]);
});

it('asks nobody with --yes, and sends the reason', async () => {
  const { stdout, stderr } = await approve(id, '--yes', '--reason', 'Drained.', '--json');
  expect(stderr).not.toContain('[y/N]');
  expect(approvalAnswerSchema.parse(JSON.parse(stdout))).toEqual({
    id,
    status: 'approved',
    reason: 'Drained.',
    by: ANN,
  });
  expect(terminal.account.approvals).toEqual([{ status: 'approved', by: ANN, reason: 'Drained.' }]);
});

it('calls it wrong usage if there is nobody to ask, and asks nothing of AWS', async () => {
  await expect(approve(id)).rejects.toThrow('nobody can be asked without a terminal: give --yes');
  expect(terminal.aws.requests).toEqual([]);
});

it('approves nothing that it cannot show', async () => {
  terminal.account.items = [{ ...terminal.account.items[0]!, remediationPlan: '{"status":"newer"}' }];
  await expect(approve(id, '--yes')).rejects.toThrow(
    /its plan is not on record in a form .* nothing was sent/,
  );
  expect(terminal.account.approvals).toEqual([]);
});

it('sends a rejection with its reason', async () => {
  const { stdout, exitCode } = await reject(id, '--reason', 'It is a website.');
  expect(stdout).toBe('rejected: nothing will be changed\n');
  expect(exitCode).toBe(0);
  expect(terminal.account.approvals).toEqual([{ status: 'rejected', by: ANN, reason: 'It is a website.' }]);
});

describe.each([
  ['approve', () => approve(id, '--yes', '--json')],
  ['reject', () => reject(id, '--json')],
])('%s', (_, answer) => {
  it.each<[string, () => void, string, RegExp]>([
    ['an unknown finding', () => (terminal.account.items = []), 'unknown_finding', /No finding has this id/],
    [
      'a finding that does not wait',
      () => (terminal.account.items = [findingItem(BUCKET_ANOMALY, { status: 'observed' })]),
      'not_waiting',
      /does not wait for an approval/,
    ],
    [
      'one that expired',
      () => (terminal.account.items = [waitingItem(BUCKET_ANOMALY, 'token')].map(expired)),
      'expired',
      /has expired/,
    ],
    ['one that was answered', () => terminal.account.waiting.clear(), 'already_answered', /answered before/],
  ])('fails for %s with its own message and exit code 1', async (__, given, status, message) => {
    given();
    const { stdout, stderr, exitCode } = await answer();
    expect(approvalAnswerSchema.parse(JSON.parse(stdout))).toMatchObject({ id, status });
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(1);
    expect(terminal.account.approvals).toEqual([]);
  });
});

function expired(item: ReturnType<typeof waitingItem>) {
  return { ...item, approvalExpiresAt: '2026-01-01T00:00:00.000Z' };
}
