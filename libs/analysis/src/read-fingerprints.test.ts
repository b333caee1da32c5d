import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import { ReadFingerprints } from './read-fingerprints';

describe('ReadFingerprints', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open();
  });
  afterEach(() => engine.close());

  const conversations = (...fingerprints: string[]) =>
    engine.run(
      `CREATE OR REPLACE TABLE flow_conversations AS
       SELECT * FROM (VALUES ${fingerprints.join(', ')}) AS conversations(log_status, fingerprints)`,
    );
  const duplicates = async () => {
    const rows = await engine.query<{ fingerprint: number }>(
      'SELECT fingerprint FROM duplicate_fingerprints ORDER BY ALL',
    );
    return rows.map(({ fingerprint }) => fingerprint);
  };

  it('finds fingerprints that occur twice, also in different batches', async () => {
    const read = new ReadFingerprints(engine);
    await conversations(`('OK', [1, 2, 3]::UBIGINT[])`, `('OK', [4, 18446744073709551615]::UBIGINT[])`);
    await read.add();
    await conversations(`('OK', [5, 5, 6]::UBIGINT[])`);
    await read.add();
    await conversations(`('OK', [7]::UBIGINT[])`, `('MALFORMED', [1]::UBIGINT[])`);
    await read.add();
    await conversations(`('OK', [8, 2]::UBIGINT[])`);
    await read.add();
    expect(await read.findDuplicates()).toEqual(new Set([0, 1, 3]));
    expect(await duplicates()).toEqual([2, 5]);
  });

  it('finds them also where they are looked through in parts', async () => {
    const read = new ReadFingerprints(engine);
    await conversations(`('OK', range(4100000)::UBIGINT[])`);
    await read.add();
    await conversations(`('OK', [0, 2000001, 4099998, 4100000]::UBIGINT[])`);
    await read.add();
    expect(await read.findDuplicates()).toEqual(new Set([0, 1]));
    expect(await duplicates()).toEqual([0, 2000001, 4099998]);
  });

  it('finds them in a folder whose name looks like a pattern', async () => {
    const folder = path.join(engine.scratchFolder, '[1]*');
    mkdirSync(folder);
    jest.replaceProperty(engine, 'scratchFolder', folder);
    const read = new ReadFingerprints(engine);
    await conversations(`('OK', [1, 1]::UBIGINT[])`);
    await read.add();
    expect(await read.findDuplicates()).toEqual(new Set([0]));
    jest.restoreAllMocks();
  });

  it('finds none where nothing was read', async () => {
    expect(await new ReadFingerprints(engine).findDuplicates()).toEqual(new Set());
    expect(await duplicates()).toEqual([]);
  });

  it('finds none where no record counts, and leaves no files', async () => {
    const read = new ReadFingerprints(engine);
    await conversations(`('MALFORMED', [1]::UBIGINT[])`);
    await read.add();
    expect(await read.findDuplicates()).toEqual(new Set());
    expect(await duplicates()).toEqual([]);
    expect(existsSync(path.join(engine.scratchFolder, 'fingerprints'))).toBe(false);
  });
});
