import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { nameOf, type ReasonedOptOut } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';
import type { Metric } from './metric';

/** Where a construct's own alarms go, or why it has none. */
export type Alarms = AlertTopic | ReasonedOptOut;

export interface AlarmProps {
  /** Name after the environment's prefix, such as `flow-log-aggregator-failed`. */
  readonly name: string;
  /** What happened, and what to look at first. */
  readonly description: string;
  readonly metric: Metric;
  /** The alarm goes off when the metric is above it. @default 0 */
  readonly threshold?: number;
  /** @default 300 */
  readonly periodSeconds?: number;
  /** Periods in a row that must be above the threshold. @default 1 */
  readonly evaluationPeriods?: number;
  /** @default notBreaching: most metrics of failures have no data as long as all is well */
  readonly missingData?: 'notBreaching' | 'breaching' | 'ignore';
  readonly topic: AlertTopic;
}

/** A CloudWatch alarm that tells the alert topic when it goes off and when all is well again. */
export class Alarm extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { namespace, name, dimensions, statistic } = props.metric;
    const isPercentile = statistic.startsWith('p');
    const alarm = new CloudwatchMetricAlarm(this, 'Resource', {
      alarmName: nameOf(this, props.name),
      alarmDescription: props.description,
      namespace,
      metricName: name,
      dimensions,
      ...(isPercentile ? { extendedStatistic: statistic } : { statistic }),
      comparisonOperator: 'GreaterThanThreshold',
      threshold: props.threshold ?? 0,
      period: props.periodSeconds ?? 300,
      evaluationPeriods: props.evaluationPeriods ?? 1,
      treatMissingData: props.missingData ?? 'notBreaching',
      alarmActions: [props.topic.arn],
      okActions: [props.topic.arn],
    });
    this.name = alarm.alarmName;
  }
}
