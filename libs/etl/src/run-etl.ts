import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import { makeTablesOnDuckDb } from './duckdb-tables';
import type { LocalSpark } from './local-spark';
import { makeTablesOnSpark } from './spark-tables';
import { countRows, replaceTables, type TableRows } from './table-folders';

export const ETL_ENGINES = ['duckdb', 'spark'] as const;
export type EtlEngine = (typeof ETL_ENGINES)[number];

export interface EtlOptions {
  readonly engine: EtlEngine;
  /** Files, folders, globs or `s3://` prefixes of logs; bills and inventories among them are recognised too. */
  readonly paths: readonly string[];
  readonly bills: readonly string[];
  /** Folder of `describe-*.json`. @default what is found among `paths`, else none */
  readonly inventory?: string;
  /** The flow log's LogFormat, for logs without a header. */
  readonly logFormat?: string;
  /** Folder of the result: each table is a folder of Parquet files of its name in it. */
  readonly out: string;
  /** Where refreshed prices and ip-ranges are kept. @default the shipped ones are used */
  readonly dataFolder?: string;
  /** A Spark that the caller keeps for several runs. @default one that is started and ended by the run */
  readonly spark?: LocalSpark;
  readonly onProgress?: (label: string, done: number, total: number) => void;
  /** Told what is missing from the inputs, or was read only in part, by name. */
  readonly onWarning?: (message: string) => void;
}

export interface EtlSummary {
  readonly engine: EtlEngine;
  readonly seconds: number;
  /** Records of flow logs that are in no total because they are impossible. */
  readonly malformed: number;
  readonly tables: readonly TableRows[];
}

/**
 * Makes the tables of the Glue jobs out of logs and bills, on this machine. All tables in `out` are replaced together, or none
 * where anything fails. Throws an error that names the file that cannot be read.
 */
export async function runEtl(options: EtlOptions): Promise<EtlSummary> {
  const startedAt = performance.now();
  mkdirSync(options.out, { recursive: true });
  const staging = mkdtempSync(path.join(path.resolve(options.out), '.etl-'));
  const deleteStaging = () => rmSync(staging, { recursive: true, force: true });
  process.once('exit', deleteStaging);
  const engine = await SqlEngine.open();
  try {
    const tables = path.join(staging, 'tables');
    const makeTables = options.engine === 'duckdb' ? makeTablesOnDuckDb : makeTablesOnSpark;
    const malformed = await makeTables(engine, options, staging, tables);
    const rows = await countRows(engine, tables);
    replaceTables(tables, options.out, path.join(staging, 'replaced'));
    const seconds = (performance.now() - startedAt) / 1000;
    return { engine: options.engine, seconds, malformed, tables: rows };
  } finally {
    engine.close();
    process.off('exit', deleteStaging);
    deleteStaging();
  }
}
