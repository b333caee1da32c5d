import type { Notification } from '@egress/bench/anomalies/account';
import { trainingWorkflow, type StateMachine } from '@egress/workflow';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { type EmulatedAccount, startEmulatedAccount } from './emulated-account';
import {
  createStateMachine,
  type EndedExecution,
  endOf,
  type Faults,
  mockConfiguration,
  startExecution,
} from './executions';
import { createScriptedFunction, scenarioId, type ScriptedAnswer } from './scripted-function';
import { coverageOf, statesEntered } from './transitions';

interface Scenario {
  /** Of model-promoter, by step, where it is not the plain success. */
  readonly script?: Readonly<Record<string, ScriptedAnswer>>;
  /** What `check` answers one after the other. */
  readonly checks?: readonly string[];
  readonly faults?: Faults;
  readonly enters: readonly string[];
  readonly tells?: RegExp;
}

const TRAINED = ['Train forest', 'Create model', 'Score training data'];
const THRESHOLD = ['Choose threshold', 'Is there a threshold?'];
const REGISTERED = ['Register model', 'Is it registered?'];
const DEPLOYING = ['Deploy model', 'Is it being deployed?'];
const CHECKED = ['Let it bake', 'Check deployment', 'Is it in service?'];
const TOLD = ['Notify ending', 'Did training work?'];
const READY = [...TRAINED, ...THRESHOLD, ...REGISTERED, ...DEPLOYING];
const REFUSED = ['Model not promoted', ...TOLD, 'Done'];
const BROKEN = ['Training failed', ...TOLD, 'Failed'];

const refused = (step: string, status: string, enters: readonly string[]): Scenario => ({
  script: { [step]: { answer: { status, reason: 'For a reason.' } } },
  enters: [...enters, ...REFUSED],
  tells: new RegExp(`not in use.*${status}: For a reason\\.`, 's'),
});
const faulty = (state: string, before: readonly string[]): Scenario => ({
  faults: { [state]: 'SageMaker.InternalFailure' },
  enters: [...before, state, ...BROKEN],
  tells: new RegExp(`${state} failed: SageMaker\\.InternalFailure`),
});

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  promoted: {
    checks: ['deploying', 'deploying', 'in_service'],
    enters: [...READY, ...CHECKED, ...CHECKED, ...CHECKED, 'Model promoted', ...TOLD, 'Done'],
    tells: /A new anomaly model is ready/,
  },
  'rolled-back': {
    checks: ['rolled_back'],
    enters: [...READY, ...CHECKED, ...REFUSED],
    tells: /rolled_back: For a reason\./,
  },
  'too-few-scores': refused('threshold', 'too_few_scores', [...TRAINED, ...THRESHOLD]),
  'waits-for-approval': refused('register', 'pending_approval', [...TRAINED, ...THRESHOLD, ...REGISTERED]),
  'not-deployed': refused('deploy', 'endpoint_busy', READY),
  'faulty-training': faulty('Train forest', []),
  'faulty-model': faulty('Create model', ['Train forest']),
  'faulty-scoring': faulty('Score training data', TRAINED.slice(0, 2)),
  'faulty-threshold': faulty('Choose threshold', TRAINED),
  'faulty-registration': faulty('Register model', [...TRAINED, ...THRESHOLD]),
  'faulty-deployment': faulty('Deploy model', [...TRAINED, ...THRESHOLD, ...REGISTERED]),
  'faulty-check': faulty('Check deployment', [...READY, 'Let it bake']),
  'sns-down': {
    checks: ['in_service'],
    faults: { 'Notify ending': 'SNS.InternalErrorException' },
    enters: [...READY, ...CHECKED, 'Model promoted', 'Notify ending', 'Failed'],
  },
};
const SUCCESS = {
  threshold: { answer: { status: 'computed', threshold: 1.9 } },
  register: { answer: { status: 'registered', reason: 'Version 1.' } },
  deploy: { answer: { status: 'deploying' } },
};

/** MiniStack has no SageMaker: what its jobs answer is scripted, in the form of the real answers. */
const testCaseOf = ([name, { faults, checks = [] }]: readonly [string, Scenario]) => {
  const id = scenarioId(name);
  const jobs = {
    'Train forest': [
      { TrainingJobName: id, ModelArtifacts: { S3ModelArtifacts: `s3://models/${id}/model.tar.gz` } },
    ],
    'Create model': [{ ModelArn: `arn:aws:sagemaker:eu-west-1:111122223333:model/${id}` }],
    'Score training data': [{ TransformOutput: { S3OutputPath: `s3://models/scores/${id}/` } }],
    'Check deployment': checks.map((status) => ({ Payload: { status, reason: 'For a reason.' } })),
  };
  return { machine: 'training', id, faults, results: jobs };
};

describeOnLocalAws('the training workflow on Step Functions', () => {
  let account: EmulatedAccount;
  let definition: StateMachine;
  const ended = new Map<string, EndedExecution>();
  let notifications: readonly Notification[];

  beforeAll(async () => {
    account = await startEmulatedAccount();
    const scripts = Object.entries(SCENARIOS).map(([name, { script = {} }]) => [name, script] as const);
    definition = trainingWorkflow({
      modelPromoterArn: await createScriptedFunction(
        account.lambda,
        'model-promoter',
        Object.fromEntries(scripts),
        SUCCESS,
      ),
      notificationTopicArn: account.topicArn,
      trainingImage: '438346466558.dkr.ecr.eu-west-1.amazonaws.com/randomcutforest:1',
      executionRoleArn: 'arn:aws:iam::111122223333:role/sagemaker',
      trainingDataUri: 's3://processed/training/',
      modelOutputUri: 's3://models/rcf/',
      scoresOutputUri: 's3://models/scores/',
      featureDim: 5,
      instanceType: 'ml.m5.large',
      endpoint: 'real-time',
    });
    const machine = await createStateMachine(account.sfn, 'training', definition);
    await account.configure(mockConfiguration(Object.entries(SCENARIOS).map(testCaseOf)));
    const play = async (name: string) => {
      const execution = await startExecution(account, `${machine}#${scenarioId(name)}`, name, {});
      ended.set(name, await endOf(account, execution));
    };
    await Promise.all(Object.keys(SCENARIOS).map(play));
    notifications = await account.notifications();
  });
  afterAll(() => account.close());

  it.each(Object.entries(SCENARIOS))(
    '%s: enters its states in order, and tells',
    (name, { enters, tells }) => {
      const { history, status } = ended.get(name)!;
      expect(statesEntered(history)).toEqual(enters);
      expect(status).toBe(enters.at(-1) === 'Done' ? 'SUCCEEDED' : 'FAILED');
      const told = notifications.filter(({ message }) => message.endsWith(`:${name}`));
      expect(told.map(({ message }) => message)).toEqual(tells ? [expect.stringMatching(tells)] : []);
    },
  );

  it('takes every transition of the definition', () => {
    const { never, table } = coverageOf(
      definition,
      [...ended.values()].map(({ history }) => history),
    );
    process.stderr.write(`${table}\n`);
    expect(never).toEqual([]);
  });
});
