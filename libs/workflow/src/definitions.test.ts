import aslValidator from 'asl-validator';
import { remediationPermissions, remediationWorkflow, trainingPermissions, trainingWorkflow } from './index';
import type { State, StateMachine, TaskState } from './states-language';
import { REMEDIATION, TRAINING } from './testing/example-resources';

const MACHINES: readonly (readonly [string, StateMachine])[] = [
  ['remediation', remediationWorkflow(REMEDIATION)],
  ['training with an endpoint', trainingWorkflow(TRAINING)],
  ['training with a key', trainingWorkflow({ ...TRAINING, kmsKeyArn: 'arn:aws:kms:us-east-1:1:key/k' })],
  ['training without an endpoint', trainingWorkflow({ ...TRAINING, endpoint: 'none' })],
];

/** The validator writes into what it is given. */
const validate = (machine: unknown) => aslValidator(JSON.parse(JSON.stringify(machine)));

const statesOf = <T extends State['Type']>(type: T) =>
  MACHINES.flatMap(([machine, { States }]) =>
    Object.entries(States)
      .filter(([, state]) => state.Type === type)
      .map(([name, state]) => [machine, name, state as Extract<State, { Type: T }>] as const),
  );

const nextOf = (state: State): readonly string[] => [
  ...('Next' in state ? [state.Next] : []),
  ...('Catch' in state ? state.Catch.map(({ Next }) => Next) : []),
  ...('Choices' in state ? [...state.Choices.map(({ Next }) => Next), state.Default] : []),
];

describe.each(MACHINES)('%s', (_name, machine) => {
  it('is valid Amazon States Language', () => {
    expect(validate(machine).errorsText()).toBe('');
  });

  it('reaches every one of its states', () => {
    const reached = new Set([machine.StartAt]);
    for (const name of reached) nextOf(machine.States[name]!).forEach((next) => reached.add(next));
    expect([...reached].sort()).toEqual(Object.keys(machine.States).sort());
  });

  it('has more time than any of its tasks', () => {
    const tasks = Object.values(machine.States).filter((state): state is TaskState => state.Type === 'Task');
    expect(machine.TimeoutSeconds).toBeGreaterThan(Math.max(...tasks.map((task) => task.TimeoutSeconds)));
  });
});

it('is what the validator refuses once it is broken', () => {
  const machine = remediationWorkflow(REMEDIATION);
  const broken = { ...machine, States: { ...machine.States, Faulted: { Type: 'Pass', Next: 'Nowhere' } } };
  expect(validate(broken).isValid).toBe(false);
  expect(validate({ ...machine, StartAt: undefined }).isValid).toBe(false);
});

it.each(statesOf('Task'))(
  '%s: %s retries with jitter and a cap, catches everything, and ends in time',
  (...row) => {
    const [, , task] = row;
    expect(task.TimeoutSeconds).toBeGreaterThan(0);
    expect(task.Retry).not.toEqual([]);
    for (const retrier of task.Retry) {
      expect(retrier).toMatchObject({ JitterStrategy: 'FULL', MaxDelaySeconds: 60 });
      expect(retrier.MaxAttempts).toBeGreaterThan(0);
    }
    expect(task.Catch.at(-1)!.ErrorEquals).toEqual(['States.ALL']);
  },
);

it.each(statesOf('Choice'))('%s: %s has somewhere to go when nothing matches', (...row) => {
  expect(row[2].Default).toEqual(expect.any(String));
});

it('declares the permission of every service that its tasks call', () => {
  const declared = (permissions: object) => Object.values(permissions).flat().join(' ').toLowerCase();
  const both = `${declared(remediationPermissions)} ${declared(trainingPermissions)}`;
  for (const [, , { Resource }] of statesOf('Task')) {
    const [service = '', action = ''] = Resource.replace('aws-sdk:', '').split(':::')[1]!.split(':');
    const name = service === 'lambda' ? 'invokefunction' : action.split('.')[0]!.toLowerCase();
    expect(both).toContain(`${service}:${name}`);
  }
});

it('takes an account’s own approval time-out as the time to wait, and lives longer than that', () => {
  const machine = remediationWorkflow({ ...REMEDIATION, approvalTimeoutSeconds: 7200 });
  expect(machine.States['Wait for approval']).toMatchObject({ TimeoutSeconds: 7200 });
  expect(machine.TimeoutSeconds).toBeGreaterThan(7200);
});
