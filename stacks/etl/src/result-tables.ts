import { FEATURE_TABLE_PREFIX } from '@egress/anomalies';
import {
  type CatalogDatabase,
  CatalogTable,
  declaredColumns,
  type Partition,
} from '@egress/module-processing';
import type { Bucket } from '@egress/module-storage';
import type { EtlStack } from './etl-stack';

const BY_DAY: Partition = {
  kind: 'date',
  name: 'date',
  format: 'yyyy-MM-dd',
  // Before the first release; logs that old can still be read in afterwards.
  from: '2025-01-01',
  unit: 'DAYS',
  comment: 'UTC',
};
const BY_MONTH: Partition = {
  kind: 'date',
  name: 'billing_period',
  format: 'yyyy-MM',
  from: '2025-01',
  unit: 'MONTHS',
};
const BY_HOUR: Partition = { kind: 'number', name: 'hour', from: 0, to: 23, digits: 2, comment: 'UTC' };

interface ResultTable {
  readonly description: string;
  /** In the processed bucket. */
  readonly prefix: string;
  readonly partitions: readonly Partition[];
}

const RESULT_TABLES: Readonly<Record<string, ResultTable>> = {
  egress_hourly: {
    description: 'Who sent what to whom in which hour, over which path, at what price',
    prefix: 'egress_hourly/',
    partitions: [BY_DAY],
  },
  egress_cost_daily: {
    description: 'What the bill charges for traffic per day, resource and usage type',
    prefix: 'egress_cost_daily/',
    partitions: [BY_DAY],
  },
  egress_features_hourly: {
    description: 'What anomaly detection scores: each entity in each hour, beside its own baseline',
    prefix: FEATURE_TABLE_PREFIX,
    partitions: [BY_DAY, BY_HOUR],
  },
  quarantined_records: {
    description: 'Impossible records of flow logs, which are in no total, and what is wrong with them',
    prefix: 'quarantine/quarantined_records/',
    partitions: [BY_DAY],
  },
  quarantined_bill_lines: {
    description: 'Impossible lines of the bill, which price nothing, and what is wrong with them',
    prefix: 'quarantine/quarantined_bill_lines/',
    partitions: [BY_MONTH],
  },
};

/** What the jobs write. */
export function createResultTables(stack: EtlStack, database: CatalogDatabase, bucket: Bucket): void {
  for (const [name, table] of Object.entries(RESULT_TABLES)) {
    const keys = table.partitions.map((partition) => partition.name);
    // A partition key is no column of the files, even where the declaration has it.
    const columns = declaredColumns(name).filter((column) => !keys.includes(column.name));
    new CatalogTable(stack, name, { ...table, database, name, columns, bucket });
  }
}
