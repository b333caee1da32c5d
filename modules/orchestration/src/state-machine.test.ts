import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { AlertTopic } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { StateMachine, type StateMachineProps } from './state-machine';

function machineIn(props: Partial<StateMachineProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Data' });
  const alertTopic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  const machine = new StateMachine(stack, 'Machine', {
    name: 'workflow',
    description: 'Works',
    definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
    encryptionKey,
    alertTopic,
    ...props,
  });
  return { stack, machine, alertTopic };
}

it('is standard, traced, and logs every transition without the data', () => {
  const { stack, machine } = machineIn();
  expect(resource(stack, 'aws_sfn_state_machine')).toMatchObject({
    name: 'egress-test-workflow',
    type: 'STANDARD',
    tracing_configuration: { enabled: true },
    logging_configuration: {
      level: 'ALL',
      include_execution_data: false,
      log_destination: `${reference(stack, machine.logGroup.arn)}:*`,
    },
  });
});

it('has an encrypted log group of its own that shares the log resource policy', () => {
  const { stack } = machineIn();
  expect(resource(stack, 'aws_cloudwatch_log_group')).toMatchObject({
    name: '/aws/vendedlogs/states/egress-test-workflow',
    retention_in_days: 365,
    kms_key_id: expect.stringContaining('aws_kms_key'),
  });
});

it('logs data only with a reason, which is kept beside the machine', () => {
  const { stack } = machineIn({ executionDataInLog: { reason: 'no personal data' } });
  const machine = resource(stack, 'aws_sfn_state_machine');
  expect(machine).toMatchObject({ logging_configuration: { include_execution_data: true } });
  expect(machine['//']).toMatchObject({ executionDataInLog: 'no personal data' });
});

it('keeps references in the definition', () => {
  const { stack, machine, alertTopic } = machineIn();
  new StateMachine(stack, 'Second', {
    name: 'second',
    description: 'Works',
    definition: { StartAt: 'First', First: machine.arn },
    encryptionKey: new EncryptionKey(stack, 'SecondKey', { name: 'second', description: 'Data' }),
    alertTopic,
  });
  expect(resources(stack, 'aws_sfn_state_machine')['Second/Resource']).toMatchObject({
    definition: JSON.stringify({ StartAt: 'First', First: reference(stack, machine.arn) }),
  });
});

it('is made after its role may log, and has no other permission than logs and traces', () => {
  const { stack } = machineIn();
  const [policy, ...others] = Object.values(resources(stack, 'aws_iam_role_policy'));
  expect(others).toEqual([]);
  expect(resource(stack, 'aws_sfn_state_machine')['depends_on']).toEqual([
    expect.stringContaining('aws_iam_role_policy.'),
  ]);
  const services = statements(policy).map(({ Action, Resource }) => [
    [...new Set([Action].flat().map((action) => action.split(':')[0]))],
    Resource,
  ]);
  expect(services).toEqual([
    [['xray'], '*'],
    [['logs'], '*'],
  ]);
});

it('is run by Step Functions on behalf of this account', () => {
  const { stack } = machineIn();
  expect(statements(resource(stack, 'aws_iam_role'), 'assume_role_policy')).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'states.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ]);
});

it('lets a role start executions of this machine alone', () => {
  const { stack, machine } = machineIn();
  const role = new Role(stack, 'Starter', {
    name: 'starter',
    description: 'Starts',
    assumedBy: { service: 'lambda.amazonaws.com' },
  });
  machine.grantStartExecution(role);
  expect(statements(resources(stack, 'aws_iam_role_policy')['stack-Starter-permissions/Resource'])).toEqual([
    { Effect: 'Allow', Action: ['states:StartExecution'], Resource: [reference(stack, machine.arn)] },
  ]);
});

it('tells the topic of executions that fail, time out or are throttled', () => {
  const { stack, machine, alertTopic } = machineIn();
  const alarms = Object.values(resources(stack, 'aws_cloudwatch_metric_alarm'));
  expect(alarms.map(({ alarm_name: name, metric_name: metric }) => [name, metric])).toEqual([
    ['egress-test-workflow-failed', 'ExecutionsFailed'],
    ['egress-test-workflow-timed-out', 'ExecutionsTimedOut'],
    ['egress-test-workflow-throttled', 'ExecutionThrottled'],
  ]);
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({
      namespace: 'AWS/States',
      dimensions: { StateMachineArn: reference(stack, machine.arn) },
      alarm_actions: [reference(stack, alertTopic.arn)],
    });
  }
});

it('fails when its full name has more than 80 characters', () => {
  const name = 'x'.repeat(70);
  const { stack } = machineIn({ name });
  expect(problems(stack)).toContain(
    `[stack/Machine] the name of a state machine must have at most 80 characters, got "egress-test-${name}"`,
  );
});
