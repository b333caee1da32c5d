import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { AlertTopic } from '@egress/module-observability';
import { EncryptionKey } from '@egress/module-security';
import { ScheduledStateMachine, type ScheduledStateMachineProps } from './scheduled-state-machine';

function scheduledIn(props: Partial<ScheduledStateMachineProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Data' });
  const alertTopic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  const { stateMachine } = new ScheduledStateMachine(stack, 'Weekly', {
    name: 'training',
    description: 'Trains',
    definition: {},
    encryptionKey,
    alertTopic,
    schedule: 'rate(7 days)',
    scheduleDescription: 'Trains each week',
    ...props,
  });
  return { stack, stateMachine };
}

it('is started on its schedule, without input, by a role that may do nothing else', () => {
  const { stack, stateMachine } = scheduledIn();
  expect(resource(stack, 'aws_cloudwatch_event_rule')).toMatchObject({
    name: 'egress-test-training',
    description: 'Trains each week',
    schedule_expression: 'rate(7 days)',
    state: 'ENABLED',
  });
  expect(resource(stack, 'aws_cloudwatch_event_target')).toMatchObject({
    arn: reference(stack, stateMachine.arn),
    input: '{}',
    role_arn: expect.stringContaining('ScheduleRole'),
  });
  const policy = resources(stack, 'aws_iam_role_policy')['stack-Weekly-ScheduleRole-permissions/Resource'];
  expect(statements(policy)).toEqual([
    { Effect: 'Allow', Action: ['states:StartExecution'], Resource: [reference(stack, stateMachine.arn)] },
  ]);
});

it('can have its schedule off', () => {
  const { stack } = scheduledIn({ enabled: false });
  expect(resource(stack, 'aws_cloudwatch_event_rule')).toMatchObject({ state: 'DISABLED' });
});

it('tells the topic when EventBridge cannot start it', () => {
  const { stack } = scheduledIn();
  expect(resources(stack, 'aws_cloudwatch_metric_alarm')['Weekly/NotStarted/Resource']).toMatchObject({
    alarm_name: 'egress-test-training-not-started',
    namespace: 'AWS/Events',
    metric_name: 'FailedInvocations',
  });
});

it('fails when the schedule is no EventBridge expression', () => {
  const { stack } = scheduledIn({ schedule: 'weekly' });
  expect(problems(stack)).toEqual([
    '[stack/Weekly] schedule must be an EventBridge expression such as rate(7 days), got "weekly"',
  ]);
});
