import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription';
import { nameOf } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';

export interface CostAnomalyMonitorProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  /** Anomalies that cost less in total are not told about. */
  readonly minimumImpactUsd: number;
  readonly topic: AlertTopic;
}

/**
 * AWS Cost Anomaly Detection over every service of the account, free of charge. AWS allows one such monitor an account, and
 * has already made it in most that use Cost Explorer.
 */
export class CostAnomalyMonitor extends Construct {
  constructor(scope: Construct, id: string, props: CostAnomalyMonitorProps) {
    super(scope, id);
    const name = nameOf(this, props.name);
    const monitor = new CeAnomalyMonitor(this, 'Resource', {
      name,
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    });
    new CeAnomalySubscription(this, 'Subscription', {
      name,
      monitorArnList: [monitor.arn],
      // The only frequency that AWS sends to a topic.
      frequency: 'IMMEDIATE',
      subscriber: [{ type: 'SNS', address: props.topic.arn }],
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [props.minimumImpactUsd.toFixed(2)],
        },
      },
    });
  }
}
