import { type CatalogDatabase, CatalogTable, declaredColumns } from '@egress/module-processing';
import type { Bucket } from '@egress/module-storage';
import type { EtlStack } from './etl-stack';

/** Each has a folder of its name in the processed bucket. */
const RESULT_TABLES = {
  egress_hourly: 'Who sent what to whom in which hour, over which path, at what price',
  egress_cost_daily: 'What the bill charges for traffic per day, resource and usage type',
} as const;

/** Before the first release; logs that old can still be read in afterwards. */
const FIRST_DATE = '2025-01-01';

/** What the jobs write. */
export function createResultTables(stack: EtlStack, database: CatalogDatabase, bucket: Bucket): void {
  for (const [name, description] of Object.entries(RESULT_TABLES)) {
    new CatalogTable(stack, name, {
      database,
      name,
      description,
      columns: declaredColumns(name),
      partitions: [
        { kind: 'date', name: 'date', format: 'yyyy-MM-dd', from: FIRST_DATE, unit: 'DAYS', comment: 'UTC' },
      ],
      bucket,
      prefix: `${name}/`,
    });
  }
}
