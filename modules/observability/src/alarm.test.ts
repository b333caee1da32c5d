import { reference, resource, testStack } from '@egress/module-foundation/testing';
import { EncryptionKey } from '@egress/module-security';
import { Alarm, type AlarmProps } from './alarm';
import { AlertTopic } from './alert-topic';

const ERRORS = {
  namespace: 'AWS/Lambda',
  name: 'Errors',
  statistic: 'Sum',
  dimensions: { FunctionName: 'egress-test-trigger' },
} as const;

function alarmInStack(props: Partial<AlarmProps> = {}) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, 'Key', { name: 'data', description: 'Alerts' });
  const topic = new AlertTopic(stack, 'Topic', {
    name: 'alerts',
    encryptionKey,
    emailAddress: 'finops@example.com',
  });
  new Alarm(stack, 'Alarm', {
    name: 'trigger-errors',
    description: 'trigger failed; see its log',
    metric: ERRORS,
    topic,
    ...props,
  });
  return { block: resource(stack, 'aws_cloudwatch_metric_alarm'), topic: reference(stack, topic.arn) };
}

describe('Alarm', () => {
  it('goes off at the first five minutes with a data point above zero', () => {
    expect(alarmInStack().block).toMatchObject({
      alarm_name: 'egress-test-trigger-errors',
      alarm_description: 'trigger failed; see its log',
      namespace: 'AWS/Lambda',
      metric_name: 'Errors',
      statistic: 'Sum',
      dimensions: { FunctionName: 'egress-test-trigger' },
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
      period: 300,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
    });
  });

  it('tells the topic when it goes off and when all is well again', () => {
    const { block, topic } = alarmInStack();
    expect(block).toMatchObject({ alarm_actions: [topic], ok_actions: [topic] });
  });

  it('takes threshold, period, number of periods and what missing data means', () => {
    expect(
      alarmInStack({ threshold: 100, periodSeconds: 86_400, evaluationPeriods: 3, missingData: 'breaching' })
        .block,
    ).toMatchObject({
      threshold: 100,
      period: 86_400,
      evaluation_periods: 3,
      treat_missing_data: 'breaching',
    });
  });

  it('can watch a percentile', () => {
    const { block } = alarmInStack({ metric: { ...ERRORS, name: 'Duration', statistic: 'p99' } });
    expect(block).toMatchObject({ extended_statistic: 'p99' });
    expect(block).not.toHaveProperty('statistic');
  });
});
