import { setTimeout as sleep } from 'node:timers/promises';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import type { Notification } from '@egress/bench/anomalies/account';
import type { Anomaly, Mode } from '@egress/contracts';
import { BUCKET_ANOMALY } from '@egress/contracts/testing';
import { remediationWorkflow, type StateMachine } from '@egress/workflow';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { type EmulatedAccount, startEmulatedAccount } from './emulated-account';
import {
  createStateMachine,
  type EndedExecution,
  endOf,
  mockConfiguration,
  startExecution,
} from './executions';
import { ANALYSIS, APPLIED, PLAN, UNDONE, VERIFIED } from './remediation-answers';
import { FAULTS } from './remediation-faults';
import { OUTCOMES } from './remediation-outcomes';
import type { Scenario } from './remediation-scenario';
import { createScriptedFunction, scenarioId, type Script } from './scripted-function';
import { coverageOf, statesEntered } from './transitions';

const SCENARIOS: Readonly<Record<string, Scenario>> = { ...OUTCOMES, ...FAULTS };

type MachineName = Scenario['machine'];
const MACHINES: Readonly<
  Record<MachineName, { readonly mode: Mode; readonly approvalTimeoutSeconds?: number }>
> = {
  observe: { mode: 'observe' },
  approve: { mode: 'approve' },
  auto: { mode: 'auto' },
  expire: { mode: 'approve', approvalTimeoutSeconds: 2 },
};
const SUCCESS = {
  analyze: { answer: ANALYSIS },
  plan: { answer: PLAN },
  apply: { answer: APPLIED },
  verify: { answer: VERIFIED },
  undo: { answer: UNDONE },
};

describeOnLocalAws('the remediation workflow on Step Functions', () => {
  let account: EmulatedAccount;
  let definition: StateMachine;
  const arns = new Map<MachineName, string>();
  const ended = new Map<string, EndedExecution>();
  const tokens = new Map<string, string>();
  const executionArns = new Map<string, string>();
  let notifications: readonly Notification[];
  let functionArn: string;

  const anomalyOf = (name: string, { anomalyType }: Pick<Scenario, 'anomalyType'>): Anomaly => ({
    ...BUCKET_ANOMALY,
    id: scenarioId(name),
    ...(anomalyType && { anomalyType }),
  });
  const machineArn = (machine: MachineName) => arns.get(machine) ?? '';
  const told = (name: string) =>
    notifications.filter(({ message }) => new RegExp(`egress \\w+ ${scenarioId(name)}$`, 'm').test(message));

  async function createMachines(): Promise<void> {
    for (const [name, settings] of Object.entries(MACHINES)) {
      definition = remediationWorkflow({
        findingsTableName: account.tableName,
        notificationTopicArn: account.topicArn,
        bedrockAnalyzerArn: functionArn,
        remediationOrchestratorArn: functionArn,
        ...settings,
      });
      arns.set(name as MachineName, await createStateMachine(account.sfn, name, definition));
    }
  }

  /** The token that an answer needs, as soon as the finding holds it. */
  async function untilWaiting(id: string): Promise<string> {
    for (;;) {
      const token = (await account.finding(id))?.['taskToken']?.S;
      if (token !== undefined) {
        tokens.set(id, token);
        return token;
      }
      await sleep(100);
    }
  }
  const sendAnswer = (taskToken: string, answer: unknown) =>
    account.sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer) }));

  async function play([name, scenario]: readonly [string, Scenario]): Promise<void> {
    const id = scenarioId(name);
    const arn = `${machineArn(scenario.machine)}#${id}`;
    const execution = await startExecution(account, arn, id, anomalyOf(name, scenario));
    executionArns.set(name, execution);
    if (scenario.approval) await sendAnswer(await untilWaiting(id), scenario.approval);
    ended.set(name, await endOf(account, execution));
  }

  beforeAll(async () => {
    account = await startEmulatedAccount();
    const scripts = Object.entries(SCENARIOS).map(([name, { script = {} }]) => [name, script]);
    functionArn = await createScriptedFunction(
      account.lambda,
      'scripted',
      Object.fromEntries(scripts) as Script,
      SUCCESS,
    );
    await createMachines();
    const testCases = Object.entries(SCENARIOS).map(([name, scenario]) => ({
      ...scenario,
      id: scenarioId(name),
    }));
    await account.configure(mockConfiguration(testCases));
    await Promise.all(Object.entries(SCENARIOS).map(play));
    notifications = await account.notifications();
  });
  afterAll(() => account.close());

  describe.each(Object.entries(SCENARIOS))('%s', (name, scenario) => {
    it('enters these states, in this order', () => {
      expect(statesEntered(ended.get(name)!.history)).toEqual(scenario.enters);
      expect(ended.get(name)!.status).toBe(scenario.enters.at(-1) === 'Done' ? 'SUCCEEDED' : 'FAILED');
    });

    it('leaves the finding behind, and no token to answer with', async () => {
      const finding = await account.finding(scenarioId(name));
      expect(finding).toMatchObject({
        status: { S: scenario.status },
        anomaly: { S: JSON.stringify(anomalyOf(name, scenario)) },
        recordedAt: { S: expect.stringMatching(/^\d{4}-/) },
      });
      expect(Object.keys(finding!)).toEqual(expect.arrayContaining([...(scenario.keeps ?? [])]));
      expect(finding).not.toHaveProperty('taskToken');
    });

    it('tells what happened, why, and the way back', () => {
      const messages = told(name);
      const asked = scenario.enters.includes('Wait for approval') ? 1 : 0;
      expect(messages).toHaveLength(asked + (scenario.tells ? 1 : 0));
      const last = messages.find(({ subject }) => !subject.includes('Approve'))?.message ?? '';
      for (const text of scenario.tells ?? []) expect(last).toMatch(text);
    });
  });

  it('retries with the function’s own error until it works', () => {
    const attempts = ended
      .get('works-at-the-third-try')!
      .history.filter(({ type }) => type === 'TaskFailed' || type === 'TaskSucceeded');
    const failures = attempts.flatMap(({ taskFailedEventDetails }) => taskFailedEventDetails?.cause ?? []);
    expect(failures).toHaveLength(2);
    expect(failures[0]).toContain('not yet');
  });

  it('waits for a free function much longer than for a broken one', () => {
    const tries = (name: string) =>
      ended.get(name)!.history.filter(({ taskFailedEventDetails: failed }) => failed).length;
    expect(tries('faulty-plan')).toBe(6);
    expect(tries('no-function-free')).toBe(61);
  });

  it('carries the outcome in the failed execution when neither table nor topic takes it', () => {
    expect(ended.get('table-and-sns-down-at-the-end')!.cause).toMatch(
      /^photos has a fix that was not applied\. .*egress findings scenario-/,
    );
  });

  it('takes an approval once, and none after its time', async () => {
    const { history } = ended.get('approved')!;
    const rejected = sendAnswer(tokens.get(scenarioId('approved'))!, { status: 'approved', by: 'eve' });
    await expect(rejected).rejects.toThrow(/Task|Token/);
    expect((await endOf(account, executionArns.get('approved')!)).history).toHaveLength(history.length);

    const late = scenarioId('too-late');
    const arn = await startExecution(account, machineArn('expire'), late, anomalyOf('too-late', {}));
    await untilWaiting(late);
    const { status } = await endOf(account, arn);
    expect(status).toBe('SUCCEEDED');
    await expect(sendAnswer(tokens.get(late)!, { status: 'approved', by: 'ann' })).rejects.toThrow(
      /Task|Token/,
    );
    expect((await account.finding(late))!['status']).toEqual({ S: 'expired' });
  });

  it('does not start twice under one name, and leaves an anomaly to the execution that recorded it', async () => {
    const input = anomalyOf('remediated', {});
    const before = await account.finding(input.id);
    await expect(
      startExecution(account, machineArn('auto'), input.id, { ...input, usdPerDay: 1 }),
    ).rejects.toThrow(/already exists/);

    const again = await endOf(account, await startExecution(account, machineArn('auto'), 'by-hand', input));
    ended.set('by-hand', again);
    expect(statesEntered(again.history).slice(-2)).toEqual(['Is it ours?', 'Already handled']);
    expect(again.status).toBe('SUCCEEDED');
    expect(await account.finding(input.id)).toEqual(before);
    const since = await account.notifications();
    expect(since.filter(({ message }) => message.includes(input.id))).toEqual([]);
  });

  it('plans anew what a person retries, once, and leaves an earlier execution nothing to apply', async () => {
    const anomaly = anomalyOf('expired', {});
    const of = executionArns.get('expired')!;
    const retry = (name: string) =>
      startExecution(account, machineArn('auto'), name, { anomaly, retry: { of, by: 'ann' } });
    const again = await endOf(account, await retry('again'));
    ended.set('again', again);
    expect(statesEntered(again.history).slice(0, 4)).toEqual([
      'Receive anomaly',
      'Is it a retry?',
      'Take finding over',
      'Which type is it?',
    ]);
    const finding = await account.finding(anomaly.id);
    expect(finding).toMatchObject({ status: { S: 'remediated' }, retriedBy: { S: 'ann' } });
    expect(finding).not.toHaveProperty('approvalExpiresAt');

    const tooLate = await endOf(account, await retry('too-late-to-retry'));
    ended.set('too-late-to-retry', tooLate);
    expect(statesEntered(tooLate.history).slice(-2)).toEqual(['Take finding over', 'Already handled']);
    expect(await account.finding(anomaly.id)).toEqual(finding);

    const nobody = { anomaly, retry: { of } };
    const broken = await endOf(account, await startExecution(account, machineArn('auto'), 'nobody', nobody));
    ended.set('nobody', broken);
    expect(broken.cause).toContain('Take finding over failed: States.QueryEvaluationError');
  });

  it('fails, and says so, where the topic is gone or the input is no anomaly', async () => {
    const gone = await createStateMachine(account.sfn, 'no-topic', {
      ...remediationWorkflow({
        findingsTableName: account.tableName,
        notificationTopicArn: `${account.topicArn}-gone`,
        bedrockAnalyzerArn: functionArn,
        remediationOrchestratorArn: functionArn,
      }),
    });
    const anomaly = anomalyOf('gone-topic', {});
    const untold = await endOf(account, await startExecution(account, gone, anomaly.id, anomaly));
    expect(untold).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('photos has a fix') });
    expect(await account.finding(anomaly.id)).toMatchObject({
      status: { S: 'observed' },
      notificationError: { S: expect.stringMatching(/NotFound/) },
    });

    const nonsense = await endOf(account, await startExecution(account, machineArn('auto'), 'nonsense', {}));
    expect(nonsense).toMatchObject({
      status: 'FAILED',
      cause: expect.stringContaining('Record finding failed: States.QueryEvaluationError'),
    });
  });

  it('takes every transition of the definition', () => {
    const histories = [...ended.values()].map(({ history }) => history);
    const { never, table } = coverageOf(definition, histories);
    process.stderr.write(`${table}\n`);
    expect(never).toEqual([]);
  });
});
