import { metrics } from '@egress/lambda-egress-cost-metric/contract';
import type { DeliveryStream } from '@egress/module-delivery';
import { nameOf } from '@egress/module-foundation';
import type { DashboardProps, Graph, Metric } from '@egress/module-observability';
import type { AthenaWorkgroup } from '@egress/module-processing';
import type { Construct } from 'constructs';

export interface DashboardRowsProps {
  readonly costAlarmUsd: number;
  /** Runs of Glue jobs that failed. */
  readonly failedJobs: Metric;
  readonly deliveryStream: DeliveryStream;
  readonly workgroup: AthenaWorkgroup;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The dashboard from top to bottom: what egress costs, what was found and done about it, and whether the machinery runs.
 * Functions, workflows and jobs are searched for by the prefix of the environment's names.
 */
export function dashboardRows(scope: Construct, props: DashboardRowsProps): DashboardProps['rows'] {
  const anyName = nameOf(scope, '*').replace('-*', '');
  return [
    introduction(anyName),
    costs(props.costAlarmUsd),
    findings(anyName),
    functions(anyName),
    pipeline(anyName, props),
  ];
}

function introduction(title: string): DashboardProps['rows'][number] {
  const costExplorer = 'https://console.aws.amazon.com/costmanagement/home#/cost-explorer';
  return [
    {
      markdown: [
        `# ${title}`,
        'Costs are those of the day before, as billed. What the optimizer itself costs is in',
        `[Cost Explorer](${costExplorer}), filtered by the tag Project = egress-cost-optimizer.`,
      ].join('\n'),
    },
  ];
}

function costs(alarmUsd: number): Graph[] {
  const { namespace, costPerDay, service, classDimension } = metrics;
  return [
    {
      title: 'Cost of egress per day',
      lines: [{ namespace, name: costPerDay, dimensions: { service }, statistic: 'Maximum' }],
      periodSeconds: DAY,
      unit: 'USD',
      mark: { label: 'alarm', value: alarmUsd },
    },
    {
      title: 'Cost of egress per day and class',
      lines: [
        { namespace, dimensions: ['service', classDimension], names: [costPerDay], statistic: 'Maximum' },
      ],
      periodSeconds: DAY,
      unit: 'USD',
      stacked: true,
    },
  ];
}

function findings(anyName: string): Graph[] {
  return [
    {
      title: 'Anomaly detection',
      lines: [
        {
          namespace: metrics.namespace,
          dimensions: ['service'],
          names: ['Anomalies', 'WorkflowsStarted', 'Faults'],
          where: 'service="anomaly-detector-trigger"',
          statistic: 'Sum',
        },
      ],
      periodSeconds: HOUR,
      unit: 'entities',
    },
    {
      title: 'Executions of workflows',
      lines: [
        {
          namespace: 'AWS/States',
          dimensions: ['StateMachineArn'],
          names: ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut'],
          where: `StateMachineArn=${anyName}`,
          statistic: 'Sum',
        },
      ],
      periodSeconds: HOUR,
      unit: 'executions',
    },
  ];
}

function functions(anyName: string): Graph[] {
  const search = {
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    where: `FunctionName=${anyName}`,
  } as const;
  return [
    {
      title: 'Errors of functions',
      lines: [{ ...search, names: ['Errors'], statistic: 'Sum' }],
      periodSeconds: HOUR,
      unit: 'errors',
    },
    {
      title: 'Longest run of each function',
      lines: [{ ...search, names: ['Duration'], statistic: 'Maximum' }],
      periodSeconds: HOUR,
      unit: 'ms',
    },
  ];
}

function pipeline(anyName: string, { failedJobs, deliveryStream, workgroup }: DashboardRowsProps): Graph[] {
  return [
    {
      title: 'Run time of Glue jobs',
      lines: [
        {
          namespace: 'Glue',
          dimensions: ['JobName', 'JobRunId', 'Type'],
          names: ['glue.driver.aggregate.elapsedTime'],
          where: `JobName=${anyName} JobRunId="ALL"`,
          statistic: 'Sum',
        },
      ],
      periodSeconds: HOUR,
      unit: 'ms',
    },
    { title: 'Failed runs of Glue jobs', lines: [failedJobs], periodSeconds: HOUR, unit: 'runs' },
    {
      title: 'Age of the oldest record in the delivery stream',
      lines: [deliveryStream.freshness],
      periodSeconds: HOUR,
      unit: 's',
    },
    {
      title: 'Read by Athena, at 5 USD per TB',
      lines: [
        {
          namespace: 'AWS/Athena',
          dimensions: ['QueryState', 'QueryType', 'WorkGroup'],
          names: ['ProcessedBytes'],
          where: `WorkGroup="${workgroup.name}"`,
          statistic: 'Sum',
        },
      ],
      periodSeconds: DAY,
      unit: 'bytes',
    },
  ];
}
