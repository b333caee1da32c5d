import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GLUE_BUNDLES_CONTEXT, glueWheelName } from '../src/glue-bundle';

const REFERENCE_TABLES = ['list_rates', 'ref_ip_ranges', 'ref_asn'];

/** Context for an app that finds the bundles of glue-scripts without anything being built. */
export function glueBundlesContext(content = 'bundle'): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glue-bundles-'));
  writeFileSync(path.join(folder, glueWheelName()), content);
  for (const table of REFERENCE_TABLES) {
    const tableFolder = path.join(folder, 'reference', table);
    mkdirSync(tableFolder, { recursive: true });
    writeFileSync(path.join(tableFolder, `${table}.parquet`), content);
  }
  return { [GLUE_BUNDLES_CONTEXT]: folder };
}
