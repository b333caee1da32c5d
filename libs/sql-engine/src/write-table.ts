import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sqlIdentifier, sqlLiteral } from './quoting';
import type { SqlEngine } from './sql-engine';

export interface ParquetTable {
  /** The name of the table's folder. */
  readonly name: string;
  readonly select: string;
  readonly partitionBy: readonly string[];
  /** Replace only the partitions that the SELECT has rows for. @default the whole table is replaced */
  readonly keepOtherPartitions?: boolean;
}

/**
 * Writes a SELECT below `folder` as Parquet, `name/date=2026-11-21/…`, in place of what the table held there. Nothing of it is
 * seen before all of it is written.
 */
export async function writeTable(engine: SqlEngine, folder: string, table: ParquetTable): Promise<void> {
  const { name, select, partitionBy, keepOtherPartitions = false } = table;
  mkdirSync(folder, { recursive: true });
  const staging = mkdtempSync(path.join(folder, `.${name}-`));
  try {
    const written = path.join(staging, 'written');
    mkdirSync(written);
    await engine.run(
      `COPY (${select}) TO ${sqlLiteral(written)}
       (FORMAT parquet, PARTITION_BY (${partitionBy.map(sqlIdentifier).join(', ')}), COMPRESSION snappy)`,
    );
    const units = keepOtherPartitions ? foldersAtDepth(written, partitionBy.length) : [''];
    for (const [number, unit] of units.entries()) {
      const target = path.join(folder, name, unit);
      mkdirSync(target, { recursive: true });
      renameSync(target, path.join(staging, `replaced-${number}`));
      renameSync(path.join(written, unit), target);
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Paths of the partitions, relative to the table. */
function foldersAtDepth(table: string, depth: number): string[] {
  const folders = readdirSync(table, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const relative = folders.map((entry) => path.relative(table, path.join(entry.parentPath, entry.name)));
  return relative.filter((each) => each.split(path.sep).length === depth);
}
