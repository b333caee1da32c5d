import type { AthenaWorkgroup, CatalogDatabase } from '@egress/module-processing';
import { Analysis, AthenaDataSet, AthenaDataSource } from '@egress/module-quicksight';
import type { Role } from '@egress/module-security';
import type { MonitoringStack } from './monitoring-stack';

export interface QuickSightProps {
  /** QuickSight author, or group of authors. */
  readonly principalArn: string;
  readonly quickSightRole: Role;
  readonly workgroup: AthenaWorkgroup;
  readonly processedTables: CatalogDatabase;
}

const COLUMNS = {
  day: 'DATETIME',
  account_id: 'STRING',
  region: 'STRING',
  egress_class: 'STRING',
  usage_type: 'STRING',
  operation: 'STRING',
  resource_id: 'STRING',
  gb: 'DECIMAL',
  usd: 'DECIMAL',
} as const;

/** Thirteen months, so that a month can be set beside the same month of the year before. */
const DAYS_SHOWN = 400;

/** The billed cost of egress in QuickSight: data source, daily data set, and an analysis to start from. */
export function createQuickSight(stack: MonitoringStack, props: QuickSightProps): void {
  const { principalArn, quickSightRole, workgroup, processedTables } = props;
  workgroup.grantQuery(quickSightRole);
  processedTables.grantRead(quickSightRole);
  const dataSource = new AthenaDataSource(stack, 'EgressDataSource', {
    name: 'egress',
    title: 'Egress Cost Optimizer',
    workgroup,
    principalArn,
  });
  const dataSet = new AthenaDataSet(stack, 'EgressCostDaily', {
    name: 'egress-cost-daily',
    title: 'Egress cost per day',
    dataSource,
    sql: costQuery(processedTables),
    columns: COLUMNS,
    // The job that reads the bill has run by then, unless the configuration moves it.
    refreshAt: '08:00',
    principalArn,
  });
  new Analysis(stack, 'EgressAnalysis', {
    name: 'egress-cost',
    title: 'Egress cost',
    dataSet,
    visuals: [
      {
        type: 'line',
        title: 'USD per day by egress class',
        dateColumn: 'day',
        measureColumn: 'usd',
        groupColumn: 'egress_class',
      },
      {
        type: 'bar',
        title: 'USD by resource',
        categoryColumn: 'resource_id',
        measureColumn: 'usd',
        limit: 20,
      },
      { type: 'bar', title: 'USD by account', categoryColumn: 'account_id', measureColumn: 'usd', limit: 20 },
      {
        type: 'bar',
        title: 'USD by usage type',
        categoryColumn: 'usage_type',
        measureColumn: 'usd',
        limit: 20,
      },
    ],
    principalArn,
  });
}

/** `date` is the partition, as text: comparing it, and not the day, spares Athena from reading older partitions. */
function costQuery(tables: CatalogDatabase): string {
  return [
    `SELECT CAST(day AS timestamp) AS day, account_id, region, egress_class, usage_type, operation, resource_id, gb, usd`,
    `FROM ${tables.name}.egress_cost_daily`,
    `WHERE "date" >= CAST(date_add('day', -${DAYS_SHOWN}, current_date) AS varchar)`,
  ].join('\n');
}
