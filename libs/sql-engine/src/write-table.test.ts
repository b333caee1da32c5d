import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from './sql-engine';
import { writeTable } from './write-table';

describe('writeTable', () => {
  let engine: SqlEngine;
  let folder: string;
  beforeEach(async () => {
    engine = await SqlEngine.open();
    folder = mkdtempSync(path.join(os.tmpdir(), 'egress-'));
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true });
  });

  const write = (rows: string, keepOtherPartitions = false) =>
    writeTable(engine, folder, {
      name: 'numbers',
      select: `SELECT * FROM (VALUES ${rows}) AS t(day, hour, n)`,
      partitionBy: ['day', 'hour'],
      keepOtherPartitions,
    });
  const table = async () => {
    const rows = await engine.query<{ day: number; hour: number; n: number }>(
      `SELECT day, hour, n FROM read_parquet('${folder}/numbers/**/*.parquet', hive_partitioning = true) ORDER BY ALL`,
    );
    return rows.map(({ day, hour, n }) => [day, hour, n]);
  };

  it('leaves nothing of what the table held before, whatever its files were called', async () => {
    await engine.run(`COPY (SELECT 9 AS n) TO '${folder}/stray.parquet' (FORMAT parquet)`);
    await write('(1, 0, 10), (1, 1, 11), (2, 0, 20)');
    await engine.run(
      `COPY (SELECT 9 AS n) TO '${folder}/numbers/day=1/hour=0/data_1.parquet' (FORMAT parquet)`,
    );
    await write('(1, 0, 12)');
    expect(await table()).toEqual([[1, 0, 12]]);
    expect(existsSync(path.join(folder, 'stray.parquet'))).toBe(true);
  });

  it('replaces whole partitions alone where the others are to stay', async () => {
    await write('(1, 0, 10), (1, 0, 11), (1, 1, 12), (2, 0, 20)');
    await write('(1, 0, 13), (3, 5, 30)', true);
    expect(await table()).toEqual([
      [1, 0, 13],
      [1, 1, 12],
      [2, 0, 20],
      [3, 5, 30],
    ]);
  });

  it('leaves the old table and no other trace where writing fails', async () => {
    await write('(1, 0, 10)');
    await expect(write("(1, 0, error('disk full'))")).rejects.toThrow('disk full');
    expect(await table()).toEqual([[1, 0, 10]]);
    expect(readdirSync(folder)).toEqual(['numbers']);
  });

  it('makes an empty folder of a table without rows', async () => {
    await write('(1, 0, 10)');
    await writeTable(engine, folder, {
      name: 'numbers',
      select: 'SELECT 1 AS day, 2 AS n WHERE false',
      partitionBy: ['day'],
    });
    expect(readdirSync(path.join(folder, 'numbers'))).toEqual([]);
  });
});
