import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { literalPattern, sqlLiteral, transformation, type SqlEngine } from '@egress/sql-engine';

/** As many as are sorted in memory at once, about. */
const FINGERPRINTS_AT_ONCE = 4_000_000;
/** All files are read for each part. */
const MOST_PARTS = 16;

/**
 * The fingerprints of all records that were read, a file for each batch: eight bytes a record would outgrow memory. Equal ones
 * have equal remainders, so those of one remainder of a division are looked through alone.
 */
export class ReadFingerprints {
  private readonly folder: string;
  private readonly files: string;
  private batches = 0;

  constructor(private readonly engine: SqlEngine) {
    this.folder = path.join(engine.scratchFolder, 'fingerprints');
    this.files = `read_parquet(${sqlLiteral(path.join(literalPattern(this.folder), '*.parquet'))}, filename = true)`;
    // Of an earlier reading that failed.
    this.delete();
    mkdirSync(this.folder);
  }

  /** Adds those of `flow_conversations`, which the next batch has made. */
  async add(): Promise<void> {
    const file = path.join(this.folder, `${this.batches++}.parquet`);
    await this.engine.run(
      `COPY (${transformation('record_fingerprints')}) TO ${sqlLiteral(file)}
       (FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1)`,
    );
  }

  /** Makes the table `duplicate_fingerprints`; returns the numbers of the batches that have some of them. */
  async findDuplicates(): Promise<Set<number>> {
    await this.engine.run('CREATE OR REPLACE TABLE duplicate_fingerprints (fingerprint UBIGINT)');
    const parts = this.batches === 0 ? 0 : await this.countParts();
    for (let part = 0; part < parts; part++) {
      await this.engine.run(
        `CREATE OR REPLACE VIEW record_fingerprints AS
         SELECT fingerprint FROM ${this.files} WHERE fingerprint % ${parts} = ${part}`,
      );
      await this.engine.run(`INSERT INTO duplicate_fingerprints ${transformation('duplicate_fingerprints')}`);
    }
    await this.engine.run('DROP VIEW IF EXISTS record_fingerprints');
    const batches = parts === 0 ? [] : await this.batchesWithDuplicates();
    this.delete();
    return new Set(batches);
  }

  private async countParts(): Promise<number> {
    const { n } = await this.engine.queryOne<{ n: number }>(`SELECT count(*) AS n FROM ${this.files}`);
    return Math.min(Math.max(1, Math.ceil(n / FINGERPRINTS_AT_ONCE)), MOST_PARTS);
  }

  private async batchesWithDuplicates(): Promise<number[]> {
    const rows = await this.engine.query<{ filename: string }>(
      `SELECT DISTINCT filename FROM ${this.files}
       WHERE fingerprint IN (SELECT fingerprint FROM duplicate_fingerprints)`,
    );
    return rows.map(({ filename }) => Number(path.basename(filename, '.parquet')));
  }

  private delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
