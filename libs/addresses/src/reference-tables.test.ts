import { SqlEngine } from '@egress/sql-engine';
import { loadAsn, loadIpRanges } from './reference-tables';

let engine: SqlEngine;
beforeAll(async () => {
  engine = await SqlEngine.open();
  await loadIpRanges(engine);
  await loadAsn(engine);
});
afterAll(() => engine.close());

it.each(['ref_ip_ranges', 'ref_asn'])('%s has disjoint ranges of well-formed keys', async (table) => {
  const wrong = await engine.queryOne<Record<string, number>>(`
    SELECT count(*) FILTER (range_start <= previous_end) AS overlapping,
      count(*) FILTER (range_end < range_start) AS reversed,
      count(*) FILTER (NOT regexp_full_match(range_start || range_end, '(4[0-9A-F]{8}){2}|(6[0-9A-F]{32}){2}')) AS malformed
    FROM (SELECT *, lag(range_end) OVER (ORDER BY range_start) AS previous_end FROM ${table})`);
  expect(wrong).toEqual({ overlapping: 0, reversed: 0, malformed: 0 });
});

it('holds both address families of both tables', async () => {
  const { ranges4, ranges6, asn4, asn6 } = await engine.queryOne<Record<string, number>>(`
    SELECT (SELECT count(*) FROM ref_ip_ranges WHERE range_start < '5') AS ranges4,
      (SELECT count(*) FROM ref_ip_ranges WHERE range_start > '5') AS ranges6,
      (SELECT count(*) FROM ref_asn WHERE range_start < '5') AS asn4,
      (SELECT count(*) FROM ref_asn WHERE range_start > '5') AS asn6`);
  expect(ranges4).toBeGreaterThan(4_000);
  expect(ranges6).toBeGreaterThan(2_000);
  expect(asn4).toBeGreaterThan(400_000);
  expect(asn6).toBeGreaterThan(100_000);
});
