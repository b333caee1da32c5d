import type { RequiredResource } from './required-resource';

export const MONITORING: readonly RequiredResource[] = [
  {
    name: 'aws_sns_topic.anomaly_alerts_topic',
    type: 'aws_sns_topic',
    address: 'monitoring/AnomalyAlertsTopic/Resource',
  },
  {
    name: 'the e-mail subscription of aws_sns_topic.anomaly_alerts_topic',
    type: 'aws_sns_topic_subscription',
    address: 'monitoring/AnomalyAlertsTopic/Email',
    block: { protocol: 'email', endpoint: 'finops@example.com' },
  },
  {
    name: 'aws_cloudwatch_metric_alarm.high_egress_cost_alarm',
    type: 'aws_cloudwatch_metric_alarm',
    address: 'monitoring/HighEgressCostAlarm/Resource',
    block: { metric_name: 'EgressCostPerDay', threshold: 100, period: 86_400 },
  },
  {
    name: 'aws_quicksight_data_source.egress_data_source',
    type: 'aws_quicksight_data_source',
    address: 'monitoring/EgressDataSource/Resource',
    block: {
      type: 'ATHENA',
      permission: [
        expect.objectContaining({
          actions: expect.arrayContaining(['quicksight:DescribeDataSource', 'quicksight:PassDataSource']),
        }),
      ],
    },
  },
];
