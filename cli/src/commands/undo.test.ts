import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { undoAnswerSchema } from '@egress/findings-store';
import { findingItem, fixedItems } from '@egress/findings-store/testing';
import { findingsTerminal, type FindingsTerminal } from './findings-testing/findings-terminal';
import { undoCommand } from './undo';

const { id } = BUCKET_ANOMALY;

let terminal: FindingsTerminal;
beforeEach(async () => {
  terminal = await findingsTerminal();
  terminal.account.items = [...fixedItems(BUCKET_ANOMALY)];
  terminal.account.undo = () => ({ status: 'undone', anomalyId: id, reason: 'photos is as it was.' });
});
afterEach(() => terminal.close());

const undo = (...args: string[]) => terminal.run(undoCommand(), ...args);

it('says what was restored', async () => {
  const { stdout, exitCode } = await undo(id);
  expect(stdout).toBe(
    'undone: photos is as it was.\n\n' +
      '  block public access: bucket photos\n    before: blocked\n    after:  not blocked\n',
  );
  expect(exitCode).toBe(0);
  expect(terminal.account.items[0]).toMatchObject({ undoneBy: 'arn:aws:iam::111122223333:user/ann' });
});

it('undoes once', async () => {
  terminal.account.items[0] = { ...terminal.account.items[0]!, status: 'undone' };
  terminal.account.items[1] = {
    ...terminal.account.items[1]!,
    status: 'undone',
    history: [{ status: 'undone', reason: 'photos is as it was.', at: '2026-11-21T10:00:00.000Z' }],
  };
  const { stdout, exitCode } = await undo(id);
  expect(stdout).toBe('undone before: photos is as it was.\n');
  expect(exitCode).toBe(0);
  expect(terminal.account.invocations).toEqual([]);
});

it('prints a document that keeps to its schema', async () => {
  const { stdout } = await undo(id, '--json');
  expect(undoAnswerSchema.parse(JSON.parse(stdout))).toMatchObject({ id, status: 'undone' });
});

it.each<[string, () => void, string, RegExp]>([
  [
    'somebody has changed the resource since',
    () =>
      (terminal.account.undo = () => ({
        status: 'precondition_failed',
        anomalyId: id,
        reason: 'Someone else changed photos.',
      })),
    'refused',
    /It was not undone\. Someone else changed photos\./,
  ],
  [
    'nothing was applied',
    () => (terminal.account.items = [findingItem(BUCKET_ANOMALY, { status: 'observed' })]),
    'not_applied',
    /Nothing was applied, so there is nothing to undo\. Its status is observed\./,
  ],
  ['no finding has the id', () => (terminal.account.items = []), 'unknown_finding', /No finding has this id/],
])('fails with exit code 1 if %s', async (_, given, status, message) => {
  given();
  const { stdout, stderr, exitCode } = await undo(id, '--json');
  expect(undoAnswerSchema.parse(JSON.parse(stdout))).toMatchObject({ id, status, restored: [] });
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(1);
});
