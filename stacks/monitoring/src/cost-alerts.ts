import type { MonitoringSettings } from '@egress/configuration';
import { functionSettings, metrics, permissions, schedule } from '@egress/lambda-egress-cost-metric/contract';
import { ScheduledFunction } from '@egress/module-functions';
import { Alarm, Budget, CostAnomalyMonitor } from '@egress/module-observability';
import { anyResource, type Role } from '@egress/module-security';
import type { MonitoringStack } from './monitoring-stack';

export interface CostAlertsProps {
  readonly settings: MonitoringSettings;
  readonly costMetricRole: Role;
}

const SECONDS_PER_DAY = 24 * 3600;

/**
 * What AWS's usage type groups have of data transfer. There are none for transit gateways, PrivateLink and CloudFront: the
 * alarm counts those, the budget cannot. See "Usage type group" in the Cost Explorer guide.
 */
const TRANSFER_USAGE_TYPE_GROUPS = [
  'EC2: Data Transfer - Internet (Out)',
  'EC2: Data Transfer - Region to Region (Out)',
  'EC2: Data Transfer - Inter AZ',
  'EC2: NAT Gateway - Data Processed',
  'S3: Data Transfer - Internet (Out)',
  'S3: Data Transfer - Region to Region (Out)',
  'DDB: Data Transfer - Internet (Out)',
];

/** The daily cost of egress as a metric with an alarm, and AWS's own nets under it, in case the metric fails. */
export function createCostAlerts(
  stack: MonitoringStack,
  { settings, costMetricRole }: CostAlertsProps,
): void {
  createCostMetric(stack, costMetricRole);
  createCostAlarm(stack, settings.dailyEgressCostAlarmUsd);
  const topic = stack.alertTopic;
  if (settings.monthlyBudgetUsd) {
    new Budget(stack, 'TransferBudget', {
      name: 'data-transfer',
      monthlyLimitUsd: settings.monthlyBudgetUsd,
      filter: { name: 'UsageTypeGroup', values: TRANSFER_USAGE_TYPE_GROUPS },
      topic,
    });
  }
  if (settings.ownMonthlyBudgetUsd) {
    new Budget(stack, 'OwnBudget', {
      name: 'optimizer',
      monthlyLimitUsd: settings.ownMonthlyBudgetUsd,
      filter: { name: 'TagKeyValue', values: ['user:Project$egress-cost-optimizer'] },
      topic,
    });
  }
  if (settings.costAnomalyMonitor) {
    new CostAnomalyMonitor(stack, 'CostAnomalies', {
      name: 'services',
      minimumImpactUsd: settings.dailyEgressCostAlarmUsd,
      topic,
    });
  }
}

function createCostMetric(stack: MonitoringStack, role: Role): void {
  const { actions, reason } = permissions.anyResource;
  role.allow(stack, { actions, resources: anyResource(reason) });
  new ScheduledFunction(stack, 'EgressCostMetric', {
    name: 'egress-cost-metric',
    description: 'Publishes the daily cost of egress as a metric',
    role,
    runtime: stack.functionRuntime,
    environment: {},
    ...functionSettings,
    schedule,
    scheduleDescription: 'Once a day, when Cost Explorer has most of the day before',
  });
}

function createCostAlarm(stack: MonitoringStack, thresholdUsd: number): void {
  new Alarm(stack, 'HighEgressCostAlarm', {
    name: 'high-egress-cost',
    description: `egress cost more than ${thresholdUsd} USD on one of the last three days; the dashboard shows the classes, egress analyze the senders`,
    metric: {
      namespace: metrics.namespace,
      name: metrics.costPerDay,
      dimensions: { service: metrics.service },
      statistic: 'Maximum',
    },
    threshold: thresholdUsd,
    periodSeconds: SECONDS_PER_DAY,
    // There is one data point a day: until the next one, nothing is known that could clear the alarm.
    missingData: 'ignore',
    topic: stack.alertTopic,
  });
}
