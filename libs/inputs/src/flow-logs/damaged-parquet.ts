import { literalPattern, sqlLiteral, type SqlEngine } from '@egress/sql-engine';
import type { DetectedFile } from '../detection';

/**
 * The Parquet files whose data cannot be read though their footer can, each with a sentence that says so. Reads all of
 * them, so it is for when reading them together has failed: DuckDB does not always say which file it was.
 */
export async function damagedParquets(
  engine: SqlEngine,
  files: readonly DetectedFile[],
): Promise<Map<DetectedFile, string>> {
  const damaged = new Map<DetectedFile, string>();
  for (const file of files.filter(({ parquetColumns }) => parquetColumns !== null)) {
    const source = `read_parquet(${sqlLiteral(literalPattern(file.localPath))}, hive_partitioning = false)`;
    try {
      await engine.run(`SELECT max(hash(record)) FROM ${source} AS record`);
    } catch (error) {
      const [reason] = (error as Error).message.split('\n');
      damaged.set(file, `${file.path}: the Parquet data is damaged (${reason}).`);
    }
  }
  return damaged;
}
