import { setTimeout as sleep } from 'node:timers/promises';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { type Account, startAccount, TABLE } from '@egress/bench/anomalies/account';
import { startExecution } from '@egress/bench/anomalies/executions';
import { deployWorkflow } from '@egress/bench/anomalies/workflow';
import type { Anomaly } from '@egress/contracts';
import { answerApproval, type FindingsConnection } from '@egress/findings-store';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { handle, whatCameOf } from './handled';
import { createPublicBucket, isBlocked } from './public-bucket';

const DONE_ONCE = ['applying', 'applied', 'verified'];
const CHANGE = 'PutPublicAccessBlock';
const ORCHESTRATOR_TIMEOUT_SECONDS = 3;

describeOnLocalAws('the change of a public bucket', () => {
  let account: Account;
  const workflows = { auto: '', hasty: '', approve: '', expire: '', deaf: '', deafApprove: '' };
  let connection: FindingsConnection;
  beforeAll(async () => {
    account = await startAccount();
    await account.scaleWaits(0);
    const gone = { topicArn: `${account.topicArn}-gone` };
    workflows.auto = await deployWorkflow(account, 'auto', { mode: 'auto' });
    workflows.hasty = await deployWorkflow(account, 'hasty', {
      mode: 'auto',
      orchestratorTimeoutSeconds: ORCHESTRATOR_TIMEOUT_SECONDS,
    });
    workflows.approve = await deployWorkflow(account, 'approve', { mode: 'approve' });
    workflows.expire = await deployWorkflow(account, 'expire', {
      mode: 'approve',
      approvalTimeoutSeconds: 2,
    });
    workflows.deaf = await deployWorkflow(account, 'deaf', { mode: 'auto', ...gone });
    workflows.deafApprove = await deployWorkflow(account, 'deaf-approve', { mode: 'approve', ...gone });
    connection = {
      tableName: TABLE,
      orchestratorName: 'approve-remediation-orchestrator',
      documents: account.documents,
      stepFunctions: account.sfn,
      functions: account.lambda,
      close: () => undefined,
    };
  });
  afterAll(() => account.close());
  const putBlock = { service: 's3', action: CHANGE } as const;

  it('is finished once by the next try when the function ran into its time-out', async () => {
    const anomaly = await createPublicBucket(account, 'slow');
    const ms = (ORCHESTRATOR_TIMEOUT_SECONDS + 2) * 1000;
    account.aws.faults.set({ ...putBlock, times: 1, fault: { kind: 'delay', ms } });
    expect(await handle(account, workflows.hasty, anomaly)).toMatchObject({
      execution: { status: 'SUCCEEDED' },
      finding: { status: 'remediated', undoable: true },
      changeHistory: DONE_ONCE,
      messages: [{ subject: '[critical] slow was fixed' }],
    });
    expect(await isBlocked(account, 'slow')).toBe(true);
  });

  it('is finished once by the next try when the function crashed half-way', async () => {
    const anomaly = await createPublicBucket(account, 'crashed');
    // As often as the SDK tries in one call of the function.
    account.aws.faults.set({ ...putBlock, times: 5, fault: { kind: 'reset' } });
    expect(await handle(account, workflows.auto, anomaly)).toMatchObject({
      finding: { status: 'remediated' },
      changeHistory: DONE_ONCE,
      messages: [{ subject: '[critical] crashed was fixed' }],
    });
    expect(await isBlocked(account, 'crashed')).toBe(true);
  });

  it('is taken back, and said to be, when it never succeeds', async () => {
    const anomaly = await createPublicBucket(account, 'denied');
    account.aws.faults.set({ ...putBlock, fault: { kind: 'status', status: 403 } });
    expect(await handle(account, workflows.auto, anomaly)).toMatchObject({
      execution: { status: 'FAILED' },
      finding: { status: 'undone', undoable: false, reason: expect.stringContaining('Apply plan failed') },
      changeHistory: ['applying', 'undoing', 'undone'],
      messages: [{ subject: '[critical] denied could not be fixed and is as it was' }],
    });
    expect(await isBlocked(account, 'denied')).toBe(false);
  });

  it('is made once when the table is throttled for a while', async () => {
    const anomaly = await createPublicBucket(account, 'throttled');
    account.aws.faults.set({ service: 'dynamodb', action: 'PutItem', times: 3, fault: { kind: 'throttle' } });
    expect(await handle(account, workflows.auto, anomaly)).toMatchObject({
      finding: { status: 'remediated' },
      changeHistory: DONE_ONCE,
      writes: [CHANGE],
      messages: [{ subject: '[critical] throttled was fixed' }],
    });
  });

  it('is recorded, with what could not be told, when SNS is down', async () => {
    const anomaly = await createPublicBucket(account, 'untold');
    expect(await handle(account, workflows.deaf, anomaly)).toMatchObject({
      execution: { status: 'FAILED' },
      finding: {
        status: 'remediated',
        undoable: true,
        notificationError: expect.stringContaining('NotFound'),
      },
      writes: [CHANGE],
      messages: [],
    });
  });

  it('is not made when nobody could be asked because SNS is down', async () => {
    const anomaly = await createPublicBucket(account, 'unasked');
    expect(await handle(account, workflows.deafApprove, anomaly)).toMatchObject({
      execution: { status: 'FAILED' },
      finding: { status: 'failed', reason: expect.stringContaining('Ask for approval failed') },
      changeHistory: [],
      writes: [],
    });
    expect(await isBlocked(account, 'unasked')).toBe(false);
  });

  it('is made once when its event comes twice', async () => {
    const anomaly = await createPublicBucket(account, 'doubled');
    const twice = async () => {
      await startExecution(account, workflows.auto, anomaly);
      await expect(startExecution(account, workflows.auto, { ...anomaly, score: 9 })).rejects.toThrow(
        /already exists/i,
      );
    };
    const handled = await whatCameOf(account, workflows.auto, anomaly.id, twice);
    expect(handled).toMatchObject({ finding: { status: 'remediated' }, writes: [CHANGE], messages: [{}] });
  });

  describe('that a person has to approve', () => {
    /** `egress approve`, which looks first, and somebody who kept the token and does not. */
    const approve = (id: string) =>
      answerApproval(connection, id, { status: 'approved', by: 'ann' }, () => new Date().toISOString());
    const sendToken = (taskToken: string) =>
      account.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"status":"approved","by":"eve"}' }));

    async function tokenFor(anomaly: Anomaly): Promise<string> {
      for (;;) {
        const items = await account.items();
        const token = items.find(({ anomalyId }) => anomalyId === anomaly.id)?.['taskToken'];
        if (typeof token === 'string') return token;
        await sleep(100);
      }
    }

    /** Nothing happens when it is approved again, or too late. */
    async function expectNothingFrom(workflow: string, { id }: Anomaly, token: string): Promise<void> {
      const replayed = await whatCameOf(account, workflow, id, async () => {
        expect((await approve(id)).status).not.toBe('approved');
        await expect(sendToken(token)).rejects.toThrow(/Task|Token/);
      });
      expect(replayed).toMatchObject({ writes: [], messages: [] });
    }

    it('is made once when the approval is replayed', async () => {
      const anomaly = await createPublicBucket(account, 'approved');
      let token = '';
      const handled = await whatCameOf(account, workflows.approve, anomaly.id, async () => {
        await startExecution(account, workflows.approve, anomaly);
        token = await tokenFor(anomaly);
        expect(await approve(anomaly.id)).toMatchObject({ status: 'approved' });
      });
      expect(handled).toMatchObject({
        finding: { status: 'remediated' },
        changeHistory: DONE_ONCE,
        writes: [CHANGE],
        messages: [
          { subject: expect.stringContaining('Approve') },
          { subject: expect.stringContaining('fixed') },
        ],
      });
      await expectNothingFrom(workflows.approve, anomaly, token);
    });

    it('is not made when the approval comes too late', async () => {
      const anomaly = await createPublicBucket(account, 'expired');
      let token = '';
      const handled = await whatCameOf(account, workflows.expire, anomaly.id, async () => {
        await startExecution(account, workflows.expire, anomaly);
        token = await tokenFor(anomaly);
      });
      expect(handled).toMatchObject({
        finding: { status: 'expired', undoable: false },
        changeHistory: [],
        writes: [],
        messages: [
          { subject: expect.stringContaining('Approve') },
          { message: expect.stringContaining('No answer within') },
        ],
      });
      await expectNothingFrom(workflows.expire, anomaly, token);
      expect(await isBlocked(account, 'expired')).toBe(false);
    });
  });
});
