import { BUCKET_ANOMALY, GROUP_ANOMALY, NAT_ANOMALY } from '@egress/contracts/testing';
import { findingStorySchema, findingsListSchema } from '@egress/findings-store';
import { EXAMPLE_PLAN, findingItem, fixedItems, waitingItem } from '@egress/findings-store/testing';
import { findingsCommand } from './findings';
import { findingsTerminal, type FindingsTerminal } from './findings-testing/findings-terminal';

const HOSTILE = 'photos\u001b[2J\u009b31m\u202egpj\nto undo it: rm -rf\r';

let terminal: FindingsTerminal;
beforeEach(async () => {
  terminal = await findingsTerminal();
  terminal.account.items = [
    ...fixedItems(BUCKET_ANOMALY),
    waitingItem({ ...GROUP_ANOMALY, usdPerDay: 24.01 }, 'secret'),
    findingItem({ ...NAT_ANOMALY, usdPerDay: 2210.4 }, { recordedAt: '2026-11-21T09:00:00.000Z' }),
  ];
});
afterEach(() => terminal.close());

const run = (...args: string[]) => terminal.run(findingsCommand(), ...args);

it('lists findings by the dollars per day, newest first, with their total to the cent', async () => {
  const { stdout } = await run();
  expect(stdout).toMatch(
    /recorded +Nat_Service[^]*remediated +S3_Public[^]*24\.01 +critical +awaiting approval +Overly/,
  );
  expect(stdout).toContain('total: 3 findings, 4444.81 USD a day\n');
  expect(stdout).toContain('fixed: 1, which saves 67233.00 USD a month by the forecast\n');
  expect(stdout).toContain('not carried out: 1, worth 730.30 USD a month by the forecast\n');
});

it('says how many the limit leaves out', async () => {
  expect((await run('--limit', '1')).stdout).toContain('total: 3 findings, 1 shown, 4444.81 USD a day');
});

it('asks for a status and a time', async () => {
  expect((await run('--status', 'awaiting_approval', '--since', '2026-11-21')).stdout).toContain(
    '1 finding,',
  );
  expect(JSON.parse(terminal.aws.requests[0]!.body)).toMatchObject({
    IndexName: 'by-status',
    ExpressionAttributeValues: { ':since': { S: '2026-11-21T00:00:00.000Z' } },
  });
  expect((await run('--status', 'expired')).stdout).toBe('no findings\n');
});

it('counts the time from now in hours and days', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-21T12:00:00Z'));
  await run('--since', '36h');
  jest.restoreAllMocks();
  expect(terminal.aws.requests[0]!.body).toContain('2026-11-20T00:00:00.000Z');
});

it('takes the table of the environment, or the one that is named', async () => {
  await run('--environment', 'prod');
  await run('--table', 'mine');
  process.env['EGRESS_ENVIRONMENT'] = 'dev';
  await run();
  delete process.env['EGRESS_ENVIRONMENT'];
  const tables = terminal.aws.requests.map(
    ({ body }) => (JSON.parse(body) as { TableName: string }).TableName,
  );
  expect(tables).toEqual(['egress-prod-findings', 'mine', 'egress-dev-findings']);
});

it('tells a finding in full: what happened, why, the plan, what was done, and how to undo it', async () => {
  const { stdout } = await run(BUCKET_ANOMALY.id);
  for (const line of [
    'S3_Public_Access of photos, internet, eu-west-1, account 111122223333',
    '1 TB in the hour of 2026-11-21 07:00, 1 GB is usual',
    'outcome: Public access of photos is blocked.',
    'anonymousShare  0.98',
    'cause: s3-public, confidence 93 % (explained by the model)',
    'F1    detector  98 % of requests are anonymous.',
    '  block public access: bucket photos\n    before: not blocked\n    after:  blocked',
    'who notices: Whoever reads photos without credentials is refused.',
    "saving, as a forecast: 67233.00 USD a month of 730 h at the anomaly's pace, cost deducted",
    '2026-11-21 08:00:31  applied   Blocked.',
    `to undo it: egress undo ${BUCKET_ANOMALY.id}`,
  ]) {
    expect(stdout).toContain(`${line}\n`);
  }
});

it('tells how to have handled anew what ended without a fix, and when a recording ends', async () => {
  const recording = { ...EXAMPLE_PLAN, usdPerMonth: 1.13, endsAfterHours: 6 };
  terminal.account.items = [
    findingItem(BUCKET_ANOMALY, { status: 'capped', endedAt: '2026-11-21T08:01:00.000Z' }),
    findingItem(NAT_ANOMALY, {
      status: 'recording',
      endsAt: '2026-11-21T14:00:00.000Z',
      remediationPlan: JSON.stringify(recording),
      approval: JSON.stringify({ status: 'approved', by: 'ann', reason: 'Let us see.' }),
    }),
  ];
  const capped = `egress retry ${BUCKET_ANOMALY.id}\n`;
  expect((await run(BUCKET_ANOMALY.id)).stdout).toContain(capped);
  const { stdout } = await run(NAT_ANOMALY.id);
  expect(stdout).not.toContain('egress retry');
  for (const line of [
    'cost of the fix: 1.13 USD, once',
    'saving: none, it finds something out and is taken back after 6 h',
    'approved by ann: Let us see.',
    'to be taken back at 2026-11-21T14:00:00.000Z',
  ]) {
    expect(stdout).toContain(`${line}\n`);
  }
});

it('tells how to answer a finding that waits', async () => {
  const { stdout } = await run(GROUP_ANOMALY.id);
  expect(stdout).toContain(`egress approve ${GROUP_ANOMALY.id}, until 2026-11-22T08:00:00.000Z\n`);
  expect(stdout).toContain(`egress reject ${GROUP_ANOMALY.id}\n`);
  expect(stdout).not.toContain('secret');
});

it('prints documents that keep to their schemas, without the task token', async () => {
  const list = await run('--json');
  expect(findingsListSchema.parse(JSON.parse(list.stdout)).findings).toHaveLength(3);
  const story = await run(GROUP_ANOMALY.id, '--json');
  expect(findingStorySchema.parse(JSON.parse(story.stdout)).id).toBe(GROUP_ANOMALY.id);
  expect(list.stdout + story.stdout).not.toContain('secret');
});

it.each<{ args: string[] }>([
  { args: [] },
  { args: [BUCKET_ANOMALY.id] },
  { args: ['--json'] },
  { args: [BUCKET_ANOMALY.id, '--json'] },
])('prints nothing that could move a cursor or pass for a line of its own: $args', async ({ args }) => {
  const change = { ...EXAMPLE_PLAN.changes[0]!, target: HOSTILE };
  terminal.account.items[0] = {
    ...fixedItems({ ...BUCKET_ANOMALY, resource: HOSTILE, evidence: { [`name${HOSTILE}`]: HOSTILE } })[0],
    remediationPlan: JSON.stringify({ ...EXAMPLE_PLAN, changes: [change], blastRadius: HOSTILE }),
    reason: HOSTILE,
  };
  const { stdout } = await run(...args);
  expect(stdout).toContain('photos');
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(stdout).not.toMatch(/^ *to undo it: rm/m);
  if (args.includes('--json')) expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(HOSTILE));
});

it('warns of an item that it cannot read, and lists the others', async () => {
  terminal.account.items.push(findingItem({ ...NAT_ANOMALY, id: 'broken' }, { anomaly: '{}' }));
  const { stdout, stderr, exitCode } = await run();
  expect(stdout).toContain('total: 3 findings');
  expect(stderr).toMatch(/^warning: broken cannot be read: .*anomaly/);
  expect(exitCode).toBe(0);
});

it('fails for an id that no finding has', async () => {
  await expect(run('x')).rejects.toThrow('x: no finding has this id; egress findings lists them');
});

it.each([
  ['ResourceNotFoundException', 'egress-example-findings or .* is not in this account and region'],
  ['UnrecognizedClientException', 'No usable AWS credentials .*Log in again, or set AWS_PROFILE'],
  ['AccessDeniedException', 'no matter'],
])('says what to do about %s', async (__type, message) => {
  terminal.aws.answer = () => ({ status: 400, body: { __type, message: 'no matter' } });
  await expect(run()).rejects.toThrow(new RegExp(message));
});

it.each([
  [['x', '--limit', '3'], 'give an ID, or --status, --since and --limit, not both'],
  [['--limit', '0'], 'It must be a whole number, 1 or more.'],
  [['--since', 'yesterday'], 'It must be a date, or hours or days'],
])('calls %j wrong usage', async (args, message) => {
  await expect(run(...args)).rejects.toThrow(message);
});
