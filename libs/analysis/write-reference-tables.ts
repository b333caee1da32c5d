import path from 'node:path';
import { readInventory } from '@egress/inventory';
import { SqlEngine } from '@egress/sql-engine';
import { writeReferenceTables } from './src/reference-tables';

/**
 * `tsx libs/analysis/write-reference-tables.ts [FOLDER [INVENTORY]]` writes the tables that the Glue jobs look up; with a
 * folder of `describe-*.json` the account's inventory is among them.
 */
const DEFAULT_FOLDER = path.join(__dirname, '../../dist/glue-scripts/reference');

async function main([folder = DEFAULT_FOLDER, inventory]: readonly string[]): Promise<void> {
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    const options = inventory === undefined ? {} : { inventory: readInventory(inventory) };
    await writeReferenceTables(engine, folder, options);
  } finally {
    engine.close();
  }
}

void main(process.argv.slice(2));
