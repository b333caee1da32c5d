import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type AthenaWorkgroup, type CatalogDatabase, SavedQuery } from '@egress/module-processing';
import type { EtlStack } from './etl-stack';

const QUERIES = path.join(__dirname, '../../../glue-scripts/queries');

/** Every file of `glue-scripts/queries` stands ready in the Athena console. */
export function createSavedQueries(
  stack: EtlStack,
  database: CatalogDatabase,
  workgroup: AthenaWorkgroup,
): void {
  for (const file of readdirSync(QUERIES).sort()) {
    const id = `Query-${path.parse(file).name}`;
    new SavedQuery(stack, id, { file: path.join(QUERIES, file), database, workgroup });
  }
}
