import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { messageOf, PLAN, run, statusOf } from '../testing/run-remediation';

it('plans and reports, and changes nothing, unless it is told to', async () => {
  const { visited, calls, ended } = await run({});
  expect(visited).toEqual([
    'Receive anomaly',
    'Is it a retry?',
    'Record finding',
    'Is it ours?',
    'Which type is it?',
    'Plan remediation',
    'Is there a plan?',
    'Record plan',
    'How far may it go?',
    'Observed',
    'Record outcome',
    'Notify outcome',
    'Did it work?',
    'Done',
  ]);
  expect(ended).toBe('Succeed');
  expect(statusOf(calls)[':status']).toEqual({ S: 'observed' });
  expect(messageOf(calls).Message).toContain('block photos: public -> private');
});

it('applies, verifies and tells the way back where the mode is auto', async () => {
  const { visited, calls } = await run({ mode: 'auto' });
  expect(visited).toContain('Apply plan');
  expect(statusOf(calls)[':status']).toEqual({ S: 'remediated' });
  expect(messageOf(calls).Subject).toBe('[critical] photos was fixed');
  expect(messageOf(calls).Message).toContain('At stake: 2,210.40 USD a day');
  expect(messageOf(calls).Message).toContain('egress undo 2026112105-photos');
});

it('lets a playbook’s own mode override the environment’s', async () => {
  const modes = { mode: 'auto', playbookModes: { 'block-s3-public-access': 'observe' } } as const;
  expect((await run(modes)).visited).toContain('Observed');
});

describe('with approval', () => {
  it('keeps the task token in the finding and applies once a person approves', async () => {
    const { visited, calls } = await run({ mode: 'approve' });
    expect(calls.get('Wait for approval')).toMatchObject({
      Key: { anomalyId: { S: '2026112105-photos' }, record: { S: 'finding' } },
      ExpressionAttributeValues: { ':token': { S: 'token' } },
    });
    expect(calls.get('Ask for approval')!['Message']).toContain('egress approve 2026112105-photos');
    expect(calls.get('Record plan')).toMatchObject({
      UpdateExpression: expect.stringMatching(/ REMOVE approval$/),
    });
    expect(calls.get('Record approval')).toMatchObject({
      UpdateExpression: 'SET approval = :approval',
      ExpressionAttributeValues: { ':approval': { S: '{"status":"approved","by":"ann","reason":""}' } },
    });
    expect(calls.get('Apply plan')!['Payload']).toEqual({ step: 'apply', anomaly: BUCKET_ANOMALY });
    expect(visited.indexOf('Record approval')).toBeLessThan(visited.indexOf('Apply plan'));
    expect(visited.indexOf('Ask for approval')).toBeLessThan(visited.indexOf('Apply plan'));
  });

  it.each([
    [
      'rejected',
      { result: { status: 'rejected', by: 'ann', reason: 'It is a CDN.' } },
      'by ann: It is a CDN.',
    ],
    ['expired', { error: 'States.Timeout' }, 'No answer within 24 h.'],
    ['failed', { error: 'DynamoDb.ThrottlingException' }, 'Wait for approval failed: DynamoDb.Thrott'],
  ])('changes nothing when the answer is %s', async (status, answer, reason) => {
    const { visited, calls } = await run({ mode: 'approve' }, { 'Wait for approval': answer });
    expect(visited).not.toContain('Apply plan');
    expect(statusOf(calls)[':status']).toEqual({ S: status });
    expect(statusOf(calls)[':reason']!.S).toContain(reason);
  });
});

describe('of a type that does not tell its cause', () => {
  const unclear = { anomalyType: 'High_Data_Transfer_EC2' } as const;
  const playbook = { id: 'create-gateway-endpoint', parameters: {} };

  it('plans what the analysis proposes if it is sure enough', async () => {
    const analysis = { confidence: 0.9, cause: 'nat-s3', proposedPlaybook: playbook };
    const { calls } = await run({}, { 'Analyze root cause': { result: analysis } }, unclear);
    expect(calls.get('Plan remediation')!['Payload']).toMatchObject({ step: 'plan', analysis });
  });

  it('plans a recording, which finds out more, however unsure the analysis is', async () => {
    const proposedPlaybook = { id: 'start-nat-recording', parameters: {} };
    const analysis = { confidence: 0, cause: 'unknown', proposedPlaybook };
    const { visited } = await run({}, { 'Analyze root cause': { result: analysis } }, unclear);
    expect(visited).toContain('Plan remediation');
  });

  it.each([
    ['is unsure', { confidence: 0.5, cause: 'nat-s3', proposedPlaybook: playbook }, 'only 0.5'],
    ['has no playbook', { confidence: 0.9, cause: 'unknown' }, 'No playbook fits the cause unknown.'],
  ])('asks for a review if the analysis %s', async (_case, analysis, reason) => {
    const { visited, calls } = await run(
      { mode: 'auto' },
      { 'Analyze root cause': { result: analysis } },
      unclear,
    );
    expect(visited).not.toContain('Plan remediation');
    expect(statusOf(calls)[':status']).toEqual({ S: 'needs_review' });
    expect(statusOf(calls)[':reason']!.S).toContain(reason);
  });
});

it.each(['exempt', 'nothing_to_do', 'not_possible'])(
  'leaves alone what the plan calls %s',
  async (status) => {
    const { visited, calls } = await run({ mode: 'auto' }, { 'Plan remediation': { result: { status } } });
    expect(visited).not.toContain('Apply plan');
    expect(statusOf(calls)[':status']).toEqual({ S: status });
    expect(messageOf(calls).Message).not.toMatch(/Playbook|Saving/);
  },
);

it.each([
  ['Plan remediation', 'deferred', 'Apply plan'],
  ['Apply plan', 'capped_by_a_rule', 'Verify change'],
  ['Verify change', 'too_early', 'Undo change'],
])(
  'records and tells a status of %s that it does not know, and changes nothing more',
  async (state, status, next) => {
    const answer = { result: { status, reason: 'For a reason.' } };
    const { visited, calls, ended } = await run({ mode: 'auto' }, { [state]: answer });
    expect(visited).not.toContain(next);
    expect(statusOf(calls)[':status']).toEqual({ S: status });
    expect(messageOf(calls).Message).toContain('For a reason.');
    expect(ended).toBe('Succeed');
  },
);

it('keeps the plan with its saving, and the analysis, before it goes on', async () => {
  const analysis = { confidence: 0.5, cause: 'nat-s3', proposedPlaybook: undefined };
  const analyzed = await run(
    {},
    { 'Analyze root cause': { result: analysis } },
    { anomalyType: 'Nat_Service_Traffic' },
  );
  expect(analyzed.calls.get('Record analysis')).toMatchObject({
    ExpressionAttributeValues: { ':analysis': { S: JSON.stringify(analysis) } },
  });
  const { calls } = await run({}, { 'Plan remediation': { result: { ...PLAN, usdPerMonth: 33 } } });
  expect(calls.get('Record plan')).toMatchObject({
    ExpressionAttributeValues: { ':saving': { N: '67200' } },
  });
  expect(messageOf(calls).Message).toContain(
    'about 67,200.00 USD a month at this pace; the fix itself costs 33.00 USD',
  );
});

it('undoes nothing where the precondition no longer held', async () => {
  const answer = { result: { status: 'precondition_failed', reason: 'Someone changed the bucket.' } };
  const { visited, calls } = await run({ mode: 'auto' }, { 'Apply plan': answer });
  expect(visited).not.toContain('Undo change');
  expect(statusOf(calls)[':reason']!.S).toContain('Someone changed the bucket.');
});

it.each([
  [
    'a change that is not in effect',
    'Verify change',
    { result: { status: 'not_verified', reason: 'Still open.' } },
  ],
  ['a change that broke off', 'Apply plan', { error: 'Lambda.Unknown' }],
])('restores the saved state after %s, and fails', async (_case, state, answer) => {
  const { calls, ended } = await run({ mode: 'auto' }, { [state]: answer });
  expect(statusOf(calls)[':status']).toEqual({ S: 'undone' });
  expect(statusOf(calls)[':reason']!.S).toContain('The saved state was restored.');
  expect(ended).toBe('Fail');
});

it('ends at once when another execution has the anomaly', async () => {
  const theirs = { result: { Attributes: { executionArn: { S: 'arn:other' } } } };
  const { visited } = await run({ mode: 'auto' }, { 'Record finding': theirs });
  expect(visited.slice(-2)).toEqual(['Is it ours?', 'Already handled']);
});

const TASKS = [
  'Record finding',
  'Analyze root cause',
  'Plan remediation',
  'Ask for approval',
  'Verify change',
];

it.each(TASKS)('records and tells when %s keeps failing', async (state) => {
  const anomalyType = state === 'Analyze root cause' ? 'Unknown_Destination' : 'S3_Public_Access';
  const failing = { [state]: { error: 'Lambda.Unknown' } };
  const { calls, ended } = await run({ mode: 'approve' }, failing, { anomalyType });
  expect(statusOf(calls)[':status']).toEqual({ S: 'failed' });
  expect(messageOf(calls).Message).toContain(`${state} failed: Lambda.Unknown because`);
  expect(ended).toBe('Fail');
});

it('still notifies when the table cannot be written, and still records when nobody can be notified', async () => {
  const noTable = await run({}, { 'Record outcome': { error: 'DynamoDB.Throttled' } });
  expect(messageOf(noTable.calls).Message).toContain('could not be written: DynamoDB.Throttled');
  const noTopic = await run({}, { 'Notify outcome': { error: 'SNS.Down' } });
  expect(noTopic.visited.slice(-2)).toEqual(['Record lost notification', 'Failed']);
  expect(noTopic.calls.get('Record lost notification')).toMatchObject({
    ExpressionAttributeValues: { ':status': { S: 'observed' }, ':error': { S: 'SNS.Down because' } },
  });
  expect(noTopic.cause).toContain('photos has a fix that was not applied.');
});
