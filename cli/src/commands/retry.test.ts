import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { retryAnswerSchema } from '@egress/findings-store';
import { findingItem, fixedItems } from '@egress/findings-store/testing';
import { findingsTerminal, type FindingsTerminal } from './findings-testing/findings-terminal';
import { retryCommand } from './retry';

const { id } = BUCKET_ANOMALY;

let terminal: FindingsTerminal;
beforeEach(async () => {
  terminal = await findingsTerminal();
  terminal.account.executionStatus = 'SUCCEEDED';
  terminal.account.items = [
    findingItem(BUCKET_ANOMALY, { status: 'capped', endedAt: '2026-11-21T08:01:00.000Z' }),
  ];
});
afterEach(() => terminal.close());

const retry = (...args: string[]) => terminal.run(retryCommand(), ...args);

it('starts the workflow anew in the name of the caller, and says where to look', async () => {
  const { stdout, exitCode } = await retry(id);
  expect(stdout).toBe(`started: egress findings ${id} tells how it goes\n`);
  expect(exitCode).toBe(0);
  expect(terminal.account.started).toMatchObject([
    { input: { retry: { by: 'arn:aws:iam::111122223333:user/ann' } } },
  ]);
});

it('says why it started nothing, with exit code 1', async () => {
  terminal.account.items = [...fixedItems(BUCKET_ANOMALY)];
  const { stdout, stderr, exitCode } = await retry(id);
  expect(stdout).toBe('');
  expect(stderr).toBe(`error: ${id}: Its change is applied: undo it first (egress undo ${id}).\n`);
  expect(exitCode).toBe(1);
  expect(terminal.account.started).toEqual([]);
});

it('prints a document that keeps to its schema', async () => {
  const { stdout } = await retry(id, '--json');
  expect(retryAnswerSchema.parse(JSON.parse(stdout))).toMatchObject({ id, status: 'started' });
});
