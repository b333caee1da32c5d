import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sqlLiteral, transformation, type SqlEngine } from '@egress/sql-engine';

/** As many as are sorted in memory at once, about. */
const FINGERPRINTS_AT_ONCE = 4_000_000;
/** Each batch adds files to each part. */
const MOST_PARTS = 64;

/**
 * The fingerprints of all records that were read, in files: eight bytes a record would outgrow memory. Equal ones have equal
 * remainders, so each remainder of a division has its files, and is looked through alone.
 */
export class ReadFingerprints {
  private readonly folder: string;
  private readonly parts: number;

  /** `records`: how many are to come, about. */
  constructor(
    private readonly engine: SqlEngine,
    records: number,
  ) {
    this.folder = path.join(engine.scratchFolder, 'fingerprints');
    this.parts = Math.min(Math.max(1, Math.ceil(records / FINGERPRINTS_AT_ONCE)), MOST_PARTS);
    // Of an earlier reading that failed.
    this.delete();
    mkdirSync(this.folder);
  }

  /** Adds those of `flow_conversations`, which a batch of this number has made. */
  async add(batch: number): Promise<void> {
    await this.engine.run(
      `COPY (
         SELECT fingerprint, ${batch}::USMALLINT AS batch, fingerprint % ${this.parts} AS part
         FROM (${transformation('record_fingerprints')})
       ) TO ${sqlLiteral(this.folder)}
       (FORMAT parquet, COMPRESSION uncompressed, PARTITION_BY (part), APPEND, FILENAME_PATTERN '{uuid}')`,
    );
  }

  /** Makes the table `duplicate_fingerprints`; returns the numbers of the batches that have some of them. */
  async findDuplicates(): Promise<Set<number>> {
    const batches = new Set<number>();
    await this.engine.run('CREATE OR REPLACE TABLE duplicate_fingerprints (fingerprint UBIGINT)');
    for (const part of readdirSync(this.folder)) {
      const files = `read_parquet(${sqlLiteral(path.join(this.folder, part, '*.parquet'))})`;
      await this.engine.run(`CREATE OR REPLACE VIEW record_fingerprints AS SELECT fingerprint FROM ${files}`);
      await this.engine.materialize('duplicate_fingerprints', 'duplicates_of_part');
      const rows = await this.engine.query<{ batch: number }>(
        `SELECT DISTINCT batch FROM ${files} WHERE fingerprint IN (SELECT fingerprint FROM duplicates_of_part)`,
      );
      rows.forEach(({ batch }) => batches.add(batch));
      await this.engine.run('INSERT INTO duplicate_fingerprints SELECT fingerprint FROM duplicates_of_part');
    }
    await this.engine.run('DROP VIEW IF EXISTS record_fingerprints; DROP TABLE IF EXISTS duplicates_of_part');
    this.delete();
    return batches;
  }

  private delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
