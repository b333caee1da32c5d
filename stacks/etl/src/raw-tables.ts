import { curTable, FLOW_LOG_FIELDS, RAW_PREFIXES } from '@egress/module-delivery';
import { nameOf } from '@egress/module-foundation';
import { type CatalogDatabase, CatalogTable, type Column, type Partition } from '@egress/module-processing';
import type { Bucket } from '@egress/module-storage';
import type { EtlStack } from './etl-stack';

const FIRST_YEAR = '2025';
const FIRST_MONTH = '2025-01';

/** Types as "Flow log records" of the VPC user guide gives them for Parquet; all other fields are strings. */
const FLOW_LOG_TYPES: Readonly<Record<string, string>> = {
  version: 'int',
  srcport: 'int',
  dstport: 'int',
  protocol: 'int',
  traffic_path: 'int',
  packets: 'bigint',
  bytes: 'bigint',
  start: 'bigint',
  end: 'bigint',
};

/** The folders in which AWS delivers flow logs by the hour, in hive style. */
const BY_HOUR: readonly Partition[] = [
  { kind: 'date', name: 'year', format: 'yyyy', from: FIRST_YEAR, unit: 'YEARS' },
  { kind: 'number', name: 'month', from: 1, to: 12, digits: 2 },
  { kind: 'number', name: 'day', from: 1, to: 31, digits: 2 },
  { kind: 'number', name: 'hour', from: 0, to: 23, digits: 2, comment: 'UTC' },
];

/** What ingestion has AWS deliver to S3, as it is delivered. */
export function createRawTables(stack: EtlStack, database: CatalogDatabase, bucket: Bucket): void {
  const { account, region } = stack.deployment;
  new CatalogTable(stack, 'vpc_flow_logs', {
    database,
    name: 'vpc_flow_logs',
    description: 'VPC flow logs that are delivered straight to S3',
    columns: FLOW_LOG_FIELDS.map(flowLogColumn),
    partitions: BY_HOUR,
    bucket,
    prefix: `${RAW_PREFIXES.flowLogs}AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`,
  });
  new CatalogTable(stack, 'cur2', {
    database,
    name: 'cur2',
    description: 'The bill, CUR 2.0, by the hour and resource',
    columns: curTable(account).columns.map((name) => ({ name, type: curType(name) })),
    partitions: [
      { kind: 'date', name: 'billing_period', format: 'yyyy-MM', from: FIRST_MONTH, unit: 'MONTHS' },
    ],
    bucket,
    prefix: `${RAW_PREFIXES.bills}${nameOf(stack, 'cur2')}/data/`,
    partitionPath: 'BILLING_PERIOD=${billing_period}',
  });
}

function flowLogColumn(field: string): Column {
  const name = field.replaceAll('-', '_');
  return { name, type: FLOW_LOG_TYPES[name] ?? 'string' };
}

/** Types by the forms of names that the data dictionary of CUR 2.0 keeps to. */
function curType(name: string): string {
  if (name === 'product' || name === 'resource_tags') return 'map<string,string>';
  if (name.endsWith('_date')) return 'timestamp';
  return /_(amount|cost)$/.test(name) ? 'double' : 'string';
}
