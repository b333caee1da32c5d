import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkSeeds, firstDifference, SMALL_DATA_SETTINGS } from '@egress/bench/parity';
import { startLocalSpark } from '@egress/etl';

/** `npm test` makes it where Python and Java are. */
const onSpark = existsSync(path.resolve(__dirname, '../../.venv/bin/python')) ? it : it.skip;

onSpark(
  'Spark makes the tables of DuckDB, row for row, of logs with every trap',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'egress-parity-'));
    const spark = startLocalSpark({ settings: SMALL_DATA_SETTINGS });
    try {
      const { differences, rows, malformed } = await checkSeeds(spark, { first: 1, count: 3, folder });
      expect(differences).toEqual([]);
      expect(rows['egress_hourly']).toBeGreaterThan(100);
      expect(rows['egress_cost_daily']).toBeGreaterThan(10);
      expect(malformed).toBeGreaterThan(50);
    } finally {
      spark.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  // The first queries of a Spark session compile for a minute where other tests keep the cores busy.
  300_000,
);

describe('the first row that differs', () => {
  const row = (day: string, usd: number) => ({ day, egress_class: 'internet', gb: 1, usd });

  it('is named by its table, key and column, with both values', () => {
    const difference = firstDifference(
      'egress_cost_daily',
      [row('2026-11-03', 2), row('2026-11-02', 1)],
      [row('2026-11-02', 1), row('2026-11-03', 3)],
    );
    expect(difference).toMatchObject({ table: 'egress_cost_daily', column: 'usd', values: [2, 3] });
    expect(difference?.key).toContain('day=2026-11-03');
  });

  it('may be one that only one table has', () => {
    const both = row('2026-11-02', 1);
    expect(firstDifference('egress_cost_daily', [row('2026-11-01', 1), both], [both])).toMatchObject({
      column: '(row)',
      values: ['there', 'missing'],
    });
    expect(firstDifference('egress_cost_daily', [both], [both, both])).toMatchObject({
      column: '(row)',
      values: ['missing', 'there'],
    });
  });

  it('is not one whose sums differ in the tenth digit, nor one in which nothing differs', () => {
    const [a, b] = [row('2026-11-02', 0.3), row('2026-11-02', 0.1 + 0.2)];
    expect(firstDifference('egress_cost_daily', [a], [b])).toBeNull();
    expect(firstDifference('egress_cost_daily', [a], [row('2026-11-02', 0.3 * (1 + 2e-9))])).not.toBeNull();
  });

  it('is one whose whole numbers differ by one, however large', () => {
    const row2 = (bytes: number) => ({ ...row('2026-11-02', 1), bytes });
    expect(firstDifference('egress_cost_daily', [row2(2 ** 50)], [row2(2 ** 50 + 1)])).toMatchObject({
      column: 'bytes',
    });
  });
});
