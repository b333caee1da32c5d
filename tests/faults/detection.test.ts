import { type Account, startAccount } from '@egress/bench/anomalies/account';
import { executionsOf } from '@egress/bench/anomalies/executions';
import { putNewestFeatures } from '@egress/bench/anomalies/feature-partition';
import { deployDetection, deployWorkflow, detect } from '@egress/bench/anomalies/workflow';
import type { Fault } from '@egress/local-aws';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { whatCameOf } from './handled';
import { isBlocked } from './public-bucket';

describeOnLocalAws('an anomaly that detection finds', () => {
  let account: Account;
  let workflow: string;
  let detection: string;
  beforeAll(async () => {
    account = await startAccount({ score: (_endpoint, vectors) => vectors.map(() => 2) });
    await account.scaleWaits(0);
    workflow = await deployWorkflow(account, 'auto', { mode: 'auto' });
    detection = await deployDetection(account, workflow);
  });
  afterAll(() => account.close());

  let buckets = 0;
  /** A bucket that is drained in the newest hour. */
  async function drainBucket(): Promise<string> {
    const bucket = `drained-${++buckets}`;
    await account.createBucket(bucket);
    await putNewestFeatures(account, [{ resource: bucket, anonymous_share: 0.98 }]);
    return bucket;
  }
  const started = async () => (await executionsOf(account, workflow)).map(({ name }) => name);

  it.each<[string, Fault, RegExp]>([
    ['is down', { kind: 'status', status: 503 }, /ServiceUnavailable/],
    ['stays throttled', { kind: 'throttle' }, /ThrottlingException/],
    ['gives NaN for scores', { kind: 'body', body: '{"scores":[{"score":NaN}]}' }, /holds no scores/],
  ])('is found by the next run, and fixed once, when the endpoint %s', async (_case, fault, reason) => {
    const bucket = await drainBucket();
    const before = await started();
    account.aws.faults.set({ service: 'sagemaker-runtime', fault });
    expect(await detect(account, detection)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(reason),
    });
    expect(await started()).toEqual(before);
    expect(await isBlocked(account, bucket)).toBe(false);

    account.aws.faults.clear();
    expect(await detect(account, detection)).toMatchObject({ status: 'scored', started: 1 });
    const id = (await started()).find((name) => !before.includes(name))!;
    const handled = await whatCameOf(account, workflow, id, () => detect(account, detection));
    expect(handled).toMatchObject({ finding: { status: 'remediated' }, messages: [{}] });
    expect(await isBlocked(account, bucket)).toBe(true);
  });

  it('is handled once when the hour’s event comes twice at the same moment', async () => {
    const bucket = await drainBucket();
    const before = await started();
    const answers = await Promise.all([detect(account, detection), detect(account, detection)]);
    expect(answers.map((answer) => 'started' in answer && answer.started).sort()).toEqual([0, 1]);
    const ids = (await started()).filter((name) => !before.includes(name));
    expect(ids).toHaveLength(1);
    const handled = await whatCameOf(account, workflow, ids[0]!, async () => undefined);
    expect(handled).toMatchObject({ changeHistory: ['applying', 'applied', 'verified'], messages: [{}] });
    expect(await isBlocked(account, bucket)).toBe(true);
  });
});
