import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { REMEDIATION } from '../testing/example-resources';
import { answers, messageOf, PLAN, run, statusOf } from '../testing/run-remediation';
import { type Answer, runWorkflow } from '../testing/run-workflow';
import { remediationWorkflow } from './remediation-workflow';

it('reads back for a minute before it takes a change for not in effect', async () => {
  const notYet = { result: { status: 'not_verified', reason: 'Still open.' } };
  const verified = { result: { status: 'verified', reason: 'Blocked.' } };
  const shown = await run({ mode: 'auto' }, { 'Verify change': [notYet, notYet, verified] });
  expect(shown.visited).not.toContain('Undo change');
  expect(statusOf(shown.calls)[':status']).toEqual({ S: 'remediated' });

  const { waits, visited } = await run({ mode: 'auto' }, { 'Verify change': notYet });
  expect(waits).toEqual([2, 4, 8, 16, 32]);
  expect(visited.filter((state) => state === 'Verify change')).toHaveLength(6);
  expect(visited).toContain('Undo change');
});

it.each([
  [
    'refused after it had begun',
    { result: { status: 'stopped', reason: 'The stop switch is on.', savedState: {} } },
  ],
  ['broken off', { error: 'Lambda.Unknown' }],
])('lets a change that was %s settle, takes it back and says so', async (_case, answer) => {
  const { visited, waits, calls, ended } = await run({ mode: 'auto' }, { 'Apply plan': answer });
  expect(waits).toEqual([60]);
  expect(visited).toContain('Undo change');
  expect(statusOf(calls)).toMatchObject({
    ':status': { S: 'undone' },
    ':reason': {
      S: expect.stringMatching(/stop switch is on\. The saved|Apply plan failed: Lambda\.Unknown/),
    },
  });
  expect(calls.get('Undo change')!['Payload']).toMatchObject({ by: 'the workflow' });
  expect(ended).toBe('Fail');
});

describe('a change for some hours only', () => {
  const plan = { result: { ...PLAN, usdPerMonth: 1.13, endsAfterHours: 6 } };
  const recorded = (more: Readonly<Record<string, Answer>> = {}) =>
    run({ mode: 'auto' }, { 'Plan remediation': plan, ...more });

  it('is taken back when its time is over, and saves nothing', async () => {
    const { calls, waits, ended } = await recorded();
    expect(waits).toEqual([6 * 3600]);
    expect(calls.get('Record plan')).toMatchObject({ ExpressionAttributeValues: { ':saving': { N: '0' } } });
    expect(calls.get('Record start')).toMatchObject({
      ExpressionAttributeValues: {
        ':recording': { S: 'recording' },
        ':endsAt': { S: expect.stringMatching(/^\d{4}-.*Z$/) },
      },
    });
    expect(calls.get('End it')!['Payload']).toMatchObject({
      step: 'undo',
      by: expect.stringMatching(/time/),
    });
    expect(statusOf(calls)).toMatchObject({ ':status': { S: 'recorded' }, ':undoable': { BOOL: false } });
    const { Subject, Message } = messageOf(calls);
    expect(Subject).toBe('[critical] photos was recorded; nothing was fixed');
    expect(Message).toContain('costs about 1.13 USD once, and is taken back after 6 h');
    expect(Message).not.toMatch(/photos was fixed|Saving/);
    expect(ended).toBe('Succeed');
  });

  it('ends though the finding could not tell of it, and says so when it cannot be ended', async () => {
    const untold = await recorded({ 'Record start': { error: 'DynamoDB.Throttled' } });
    expect(statusOf(untold.calls)[':status']).toEqual({ S: 'recorded' });
    const stuck = await recorded({
      'End it': { result: { status: 'precondition_failed', reason: 'Gone.' } },
    });
    expect(statusOf(stuck.calls)).toMatchObject({ ':status': { S: 'failed' }, ':undoable': { BOOL: true } });
    const broken = await recorded({ 'End it': { error: 'Lambda.Unknown' } });
    expect(statusOf(broken.calls)).toMatchObject({ ':status': { S: 'failed' }, ':undoable': { BOOL: true } });
  });
});

describe('a retry', () => {
  const input = { anomaly: BUCKET_ANOMALY, retry: { of: 'arn:ended', by: 'ann' } };
  const again = (more?: Readonly<Record<string, Answer>>) =>
    runWorkflow(remediationWorkflow(REMEDIATION), input, answers(more));

  it('takes the finding over from the execution that ended, and plans anew', async () => {
    const { visited, calls } = await again();
    expect(visited.slice(0, 4)).toEqual([
      'Receive anomaly',
      'Is it a retry?',
      'Take finding over',
      'Which type is it?',
    ]);
    expect(calls.get('Take finding over')).toMatchObject({
      Key: { anomalyId: { S: BUCKET_ANOMALY.id } },
      UpdateExpression: expect.stringMatching(/REMOVE .*endedAt, .*approval, /),
      ConditionExpression: 'executionArn = :earlier OR executionArn = :executionArn',
      ExpressionAttributeValues: { ':earlier': { S: 'arn:ended' }, ':by': { S: 'ann' } },
    });
    expect(visited).toContain('Plan remediation');
  });

  it('leaves it to whoever was faster', async () => {
    const { visited } = await again({
      'Take finding over': { error: 'DynamoDB.ConditionalCheckFailedException' },
    });
    expect(visited.slice(-2)).toEqual(['Take finding over', 'Already handled']);
  });

  it.each(['capped', 'stopped', 'precondition_failed'])('is told of where a fix was %s', async (status) => {
    const answer = { result: { status, reason: 'For a reason.' } };
    const { calls } = await run({ mode: 'auto' }, { 'Apply plan': answer });
    expect(messageOf(calls).Message).toContain(`egress retry ${BUCKET_ANOMALY.id}`);
    const fixed = await run({ mode: 'auto' });
    expect(messageOf(fixed.calls).Message).not.toContain('egress retry');
  });
});
