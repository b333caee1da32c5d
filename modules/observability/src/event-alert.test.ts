import { reference, resource } from '@egress/module-foundation/testing';
import { topicStack } from '../testing/topic-stack';
import { EventAlert } from './event-alert';

describe('EventAlert', () => {
  const { stack, topic } = topicStack();
  const alert = new EventAlert(stack, 'JobFailed', {
    name: 'job-failed',
    description: 'A job failed',
    pattern: {
      source: 'aws.glue',
      detailType: 'Glue Job State Change',
      detail: { jobName: ['parser', 'aggregator'], state: ['FAILED'] },
    },
    message: 'Job <detail.jobName> in <region>: "<detail.message>"',
    topic,
  });
  const target = resource(stack, 'aws_cloudwatch_event_target');

  it('matches the events of the pattern', () => {
    const rule = resource(stack, 'aws_cloudwatch_event_rule');
    expect(rule).toMatchObject({ name: 'egress-test-job-failed', description: 'A job failed' });
    expect(JSON.parse(String(rule['event_pattern']))).toEqual({
      source: ['aws.glue'],
      'detail-type': ['Glue Job State Change'],
      detail: { jobName: ['parser', 'aggregator'], state: ['FAILED'] },
    });
  });

  it('tells the topic without a role: the topic’s own policy lets rules publish', () => {
    expect(target).toMatchObject({ arn: reference(stack, topic.arn) });
    expect(target).not.toHaveProperty('role_arn');
  });

  it('puts fields of the event into one quoted line of text', () => {
    expect(target['input_transformer']).toEqual({
      input_paths: {
        detail_jobName: '$.detail.jobName',
        region: '$.region',
        detail_message: '$.detail.message',
      },
      input_template: String.raw`"Job <detail_jobName> in <region>: \"<detail_message>\""`,
    });
  });

  it('counts the events in a metric of its rule', () => {
    expect(alert.events).toMatchObject({ namespace: 'AWS/Events', name: 'TriggeredRules', statistic: 'Sum' });
    expect(reference(stack, String(alert.events.dimensions['RuleName']))).toMatch(
      /^\$\{aws_cloudwatch_event_rule\./,
    );
  });
});
