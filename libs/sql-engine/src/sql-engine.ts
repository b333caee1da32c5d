import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { sqlIdentifier, sqlLiteral, type SqlValue } from './quoting';
import { sparkFunctions, tableDefinition, transformation } from './transformation';

const ROWS_PER_INSERT = 1000;

export type Row = Record<string, unknown>;

export interface SqlEngineOptions {
  /** DuckDB's memory limit; what does not fit is spilled to the scratch folder. @default '600MB' */
  readonly memoryLimit?: string;
  /** @default one per core */
  readonly threads?: number;
}

/**
 * An in-process DuckDB that speaks the dialect of `glue-scripts/sql`. Its scratch folder (spilled data, staged
 * inputs) is deleted by `close`, and when the process exits.
 */
export class SqlEngine {
  /** One statement at a time: a DuckDB connection does not bear two at once. */
  private previous: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    /** A folder for temporary files, gone after `close`. */
    readonly scratchFolder: string,
    private readonly deleteScratchFolder: () => void,
  ) {}

  static async open(options: SqlEngineOptions = {}): Promise<SqlEngine> {
    const scratchFolder = mkdtempSync(path.join(os.tmpdir(), 'egress-'));
    const deleteScratchFolder = () => rmSync(scratchFolder, { recursive: true, force: true });
    process.once('exit', deleteScratchFolder);
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: options.memoryLimit ?? '600MB',
      threads: String(options.threads ?? os.availableParallelism()),
      temp_directory: path.join(scratchFolder, 'spill'),
      preserve_insertion_order: 'false',
      // Files are read once, from the first to the last: kept in memory they would only take room.
      enable_external_file_cache: 'false',
      // A report must not depend on what an extension server answers.
      autoinstall_known_extensions: 'false',
    });
    const engine = new SqlEngine(instance, await instance.connect(), scratchFolder, deleteScratchFolder);
    await engine.run("SET TimeZone = 'UTC'");
    await engine.run(sparkFunctions());
    return engine;
  }

  /** Runs statements that return nothing. */
  async run(sql: string): Promise<void> {
    await this.inTurn(() => this.connection.run(sql));
  }

  /**
   * Rows as plain objects. Integers that fit a double come as numbers (bytes are exact up to 2^53, 8 PiB); larger
   * ones and decimals come as numbers too, rounded; timestamps as ISO strings; NULL as null.
   */
  async query<T = Row>(sql: string): Promise<T[]> {
    const reader = await this.inTurn(() => this.connection.runAndReadAll(sql));
    return reader.getRowObjectsJS().map((row) => plainRow(row) as T);
  }

  /** The first row, for aggregates; throws when there is none. */
  async queryOne<T = Row>(sql: string): Promise<T> {
    const [row] = await this.query<T>(sql);
    if (row === undefined) throw new Error(`query returned no row: ${sql.slice(0, 200)}`);
    return row;
  }

  /** Materialises one transformation of `glue-scripts/sql` as a table of the same name (or `table`). */
  async materialize(name: string, table = name): Promise<void> {
    await this.run(`CREATE OR REPLACE TABLE ${sqlIdentifier(table)} AS ${transformation(name)}`);
  }

  /** Defines one transformation of `glue-scripts/sql` as a view of the same name, for what is read once. */
  async defineView(name: string): Promise<void> {
    await this.run(`CREATE OR REPLACE VIEW ${sqlIdentifier(name)} AS ${transformation(name)}`);
  }

  /** Makes a table of `glue-scripts/tables`, empty (also where there was one), and fills it with rows; missing values are NULL. */
  async fillTable<T extends object>(table: string, rows: readonly T[] = []): Promise<void> {
    await this.run(tableDefinition(table).replace('CREATE TABLE', 'CREATE OR REPLACE TABLE'));
    if (rows.length === 0) return;
    const columns = await this.query<{ column_name: string }>(`DESCRIBE ${sqlIdentifier(table)}`);
    await this.insert(
      table,
      columns.map((column) => column.column_name),
      rows,
    );
  }

  /** Creates or replaces a table that is declared nowhere else; `columns` gives names and SQL types. */
  async loadRows(
    table: string,
    columns: Readonly<Record<string, string>>,
    rows: readonly object[],
  ): Promise<void> {
    const names = Object.keys(columns);
    const definition = names.map((name) => `${sqlIdentifier(name)} ${columns[name]}`).join(', ');
    await this.run(`CREATE OR REPLACE TABLE ${sqlIdentifier(table)} (${definition})`);
    await this.insert(table, names, rows);
  }

  private async insert(table: string, names: readonly string[], rows: readonly object[]): Promise<void> {
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      const tuples = rows.slice(from, from + ROWS_PER_INSERT).map((row) => {
        const values = row as Readonly<Record<string, SqlValue>>;
        return `(${names.map((name) => sqlLiteral(values[name])).join(', ')})`;
      });
      await this.run(`INSERT INTO ${sqlIdentifier(table)} VALUES ${tuples.join(', ')}`);
    }
  }

  private inTurn<T>(statement: () => Promise<T>): Promise<T> {
    const turn = this.previous.then(statement);
    this.previous = turn.catch(() => undefined);
    return turn;
  }

  /** Closes the database and deletes the scratch folder. */
  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
    process.off('exit', this.deleteScratchFolder);
    this.deleteScratchFolder();
  }
}

function plainRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainValue);
  return value;
}
