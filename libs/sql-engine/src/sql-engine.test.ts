import { existsSync } from 'node:fs';
import { SqlEngine } from './sql-engine';

describe('SqlEngine', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open();
  });
  afterEach(() => engine.close());

  it('gives exact integers, decimals, times and nulls as plain values', async () => {
    const row = await engine.queryOne(
      `SELECT 9007199254740991::BIGINT AS bytes, 12::HUGEINT AS packets, 1.5 AS rate, NULL AS nothing,
         timestamp_seconds(1790000000) AS time, [1, 2] AS list, true AS flag`,
    );
    expect(row).toEqual({
      bytes: 9007199254740991,
      packets: 12,
      rate: 1.5,
      nothing: null,
      time: '2026-09-21T14:13:20.000Z',
      list: [1, 2],
      flag: true,
    });
  });

  it('keeps every character of a string, NUL and quotes among them', async () => {
    const value = "a\0b'c\0";
    await engine.loadRows('texts', { value: 'VARCHAR' }, [{ value }]);
    expect(await engine.query('SELECT value FROM texts')).toEqual([{ value }]);
  });

  it("speaks Spark's names for what DuckDB calls otherwise", async () => {
    const rows = await engine.query(
      `SELECT explode(hashes) AS hash FROM (
         SELECT collect_list(xxhash64(1, 2, 3, 4, 5, 6, 7, 8, 9, i)) AS hashes FROM range(3) AS t(i))`,
    );
    expect(new Set(rows.map((row) => row['hash'])).size).toBe(3);
  });

  it('fills a declared table by name, with NULL for what a row lacks', async () => {
    await engine.fillTable('ref_asn', [{ org: "O'Reilly", asn: 1 }]);
    expect(await engine.query('SELECT * FROM ref_asn')).toEqual([
      { range_start: null, range_end: null, asn: 1, org: "O'Reilly" },
    ]);
    await engine.fillTable('ref_asn');
    expect(await engine.query('SELECT * FROM ref_asn')).toEqual([]);
  });

  it('keeps more rows than one statement inserts', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => ({ n }));
    await engine.loadRows('numbers', { n: 'INTEGER' }, rows);
    expect(await engine.queryOne('SELECT count(*) AS rows, sum(n) AS sum FROM numbers')).toEqual({
      rows: 2500,
      sum: 3123750,
    });
  });

  it('bears statements that are not waited for, and goes on after one that failed', async () => {
    const results = await Promise.allSettled([
      engine.query('SELECT 1 AS n'),
      engine.query('SELECT no_such_column'),
      engine.query('SELECT 2 AS n'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('says which query has no row', async () => {
    await expect(engine.queryOne('SELECT 1 WHERE false')).rejects.toThrow(
      'query returned no row: SELECT 1 WHERE false',
    );
  });
});

it('deletes its scratch folder when it is closed', async () => {
  const engine = await SqlEngine.open();
  const { scratchFolder } = engine;
  expect(existsSync(scratchFolder)).toBe(true);
  engine.close();
  expect(existsSync(scratchFolder)).toBe(false);
});
