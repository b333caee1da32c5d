import { reference, resource } from '@egress/module-foundation/testing';
import { topicStack } from '../testing/topic-stack';
import { CostAnomalyMonitor } from './cost-anomaly-monitor';

describe('CostAnomalyMonitor', () => {
  const { stack, topic } = topicStack();
  new CostAnomalyMonitor(stack, 'Anomalies', { name: 'services', minimumImpactUsd: 50, topic });

  it('watches every service', () => {
    expect(resource(stack, 'aws_ce_anomaly_monitor')).toMatchObject({
      name: 'egress-test-services',
      monitor_type: 'DIMENSIONAL',
      monitor_dimension: 'SERVICE',
    });
  });

  it('tells the topic at once of anomalies that cost enough', () => {
    expect(resource(stack, 'aws_ce_anomaly_subscription')).toMatchObject({
      frequency: 'IMMEDIATE',
      subscriber: [{ type: 'SNS', address: reference(stack, topic.arn) }],
      threshold_expression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          match_options: ['GREATER_THAN_OR_EQUAL'],
          values: ['50.00'],
        },
      },
    });
  });
});
