import type { MonitoringSettings } from '@egress/configuration';
import type { DeliveryStream } from '@egress/module-delivery';
import { EgressStack, type EgressStackProps } from '@egress/module-foundation';
import type { FunctionRuntime } from '@egress/module-functions';
import { AlertTopic, Dashboard, type LogGroup } from '@egress/module-observability';
import type { AthenaWorkgroup, CatalogDatabase, GlueJob } from '@egress/module-processing';
import type { EncryptionKey, Role } from '@egress/module-security';
import type { Bucket } from '@egress/module-storage';
import type { Construct } from 'constructs';
import { createCostAlerts } from './cost-alerts';
import { dashboardRows } from './dashboard-rows';
import { createPipelineAlerts } from './pipeline-alerts';
import { createQuickSight } from './quick-sight';

export interface MonitoringStackProps extends EgressStackProps {
  readonly settings: MonitoringSettings;
  /** Who gets the e-mails. */
  readonly notificationEmail: string;
  readonly encryptionKey: EncryptionKey;
  readonly lambdaCode: Bucket;
  readonly lambdaLogs: LogGroup;
  /** Role of the function that publishes the daily cost of egress. */
  readonly costMetricRole: Role;
  readonly quickSightRole: Role;
  readonly deliveryStream: DeliveryStream;
  readonly jobs: readonly GlueJob[];
  readonly workgroup: AthenaWorkgroup;
  /** Holds the table `egress_cost_daily`. */
  readonly processedTables: CatalogDatabase;
}

/**
 * Who is told, and of what: the alert topic, alarms on the cost of egress and on the pipeline that was made before this
 * stack, and the dashboard. Functions and workflows of later stacks bring alarms of their own to the topic.
 */
export class MonitoringStack extends EgressStack {
  readonly alertTopic: AlertTopic;
  /** What the functions of this and all later stacks share. */
  readonly functionRuntime: FunctionRuntime;

  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id, props);
    const { settings, encryptionKey } = props;
    this.alertTopic = new AlertTopic(this, 'AnomalyAlertsTopic', {
      name: 'anomaly-alerts',
      encryptionKey,
      emailAddress: props.notificationEmail,
    });
    this.functionRuntime = {
      codeBucket: props.lambdaCode,
      logGroup: props.lambdaLogs,
      encryptionKey,
      alertTopic: this.alertTopic,
    };
    createCostAlerts(this, { settings, costMetricRole: props.costMetricRole });
    const { failedJobs } = createPipelineAlerts(this, props);
    new Dashboard(this, 'Dashboard', {
      name: 'egress',
      rows: dashboardRows(this, { ...props, failedJobs, costAlarmUsd: settings.dailyEgressCostAlarmUsd }),
    });
    if (settings.quickSightPrincipalArn) {
      createQuickSight(this, { ...props, principalArn: settings.quickSightPrincipalArn });
    }
  }
}
