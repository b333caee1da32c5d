import type { DeliveryStream } from '@egress/module-delivery';
import { EventAlert, type Metric } from '@egress/module-observability';
import type { GlueJob } from '@egress/module-processing';
import type { MonitoringStack } from './monitoring-stack';

export interface PipelineAlertsProps {
  readonly jobs: readonly GlueJob[];
  readonly deliveryStream: DeliveryStream;
}

export interface PipelineAlerts {
  /** Runs of jobs that failed. */
  readonly failedJobs: Metric;
}

/** Alerts on what earlier stacks made before there was a topic: Glue jobs and the delivery stream. */
export function createPipelineAlerts(
  stack: MonitoringStack,
  { jobs, deliveryStream }: PipelineAlertsProps,
): PipelineAlerts {
  const jobAlert = new EventAlert(stack, 'JobFailed', {
    name: 'job-failed',
    description: 'A Glue job failed, and will not be tried again',
    pattern: {
      source: 'aws.glue',
      detailType: 'Glue Job State Change',
      detail: { jobName: jobs.map(({ name }) => name), state: ['FAILED', 'TIMEOUT', 'ERROR'] },
    },
    message: 'Glue job <detail.jobName>, run <detail.jobRunId>: <detail.state>. <detail.message>',
    topic: stack.alertTopic,
  });
  deliveryStream.alarmOn(stack, stack.alertTopic);
  return { failedJobs: jobAlert.events };
}
