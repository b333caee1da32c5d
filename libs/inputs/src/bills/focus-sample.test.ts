import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import type { InputReport } from '../detection';
import { loadBills } from './load-bills';
import { detected } from './testing/bill-files';

const SAMPLE = path.join(__dirname, 'fixtures', 'focus-1.0-sample.csv.gz');
const ROWS = `read_csv('${SAMPLE}', all_varchar = true, nullstr = 'NULL')`;

describe('the real FOCUS 1.0 sample, which has no usage types', () => {
  let engine: SqlEngine;
  let report: InputReport | undefined;

  beforeAll(async () => {
    engine = await SqlEngine.open();
    [report] = await loadBills(engine, [await detected(engine, SAMPLE)]);
  });
  afterAll(() => engine.close());

  it('is read to the last row', () => {
    expect(report).toMatchObject({ format: 'FOCUS 1.0 csv.gz', records: 500, malformed: 0 });
  });

  it('adds up: classes, other usage and what was left out are the total of the file', async () => {
    const { total } = await engine.queryOne<{ total: number }>(
      `SELECT sum(EffectiveCost::DOUBLE) AS total FROM ${ROWS}`,
    );
    const { lines } = await engine.queryOne<{ lines: number }>('SELECT sum(cost) AS lines FROM bill_lines');
    const { left } = await engine.queryOne<{ left: number }>(
      'SELECT sum(cost) AS left FROM left_out_bill_lines',
    );
    expect(lines + left).toBeCloseTo(total, 9);
    expect(left).toBeCloseTo(0.16298079268 - 3, 9);
  });

  it('classes every data-transfer row, or lists it as unknown with its text', async () => {
    const silent = await engine.query(
      `SELECT description FROM bill_lines
       WHERE line_kind = 'other' AND (description ILIKE '%data transfer%' OR description ILIKE '%-Bytes%' OR description ILIKE '%Data Processed%')`,
    );
    expect(silent).toEqual([]);
    const unknown = await engine.query<{ description: string }>(
      `SELECT DISTINCT description FROM bill_lines WHERE line_kind = 'unknown_transfer'`,
    );
    expect(unknown.length).toBeGreaterThan(0);
    for (const { description } of unknown) expect(report?.notes.join()).toContain(`"${description}"`);
  });

  it('gives each class the bytes of its rows', async () => {
    const rows = await engine.query<{ class: string; gb: number }>(
      `SELECT egress_class AS class, sum(bytes) / 1073741824 AS gb FROM bill_lines WHERE egress_class IS NOT NULL GROUP BY 1`,
    );
    const { nat, regional } = await engine.queryOne<{ nat: number; regional: number }>(
      `SELECT sum(ConsumedQuantity::DOUBLE) FILTER (ChargeDescription LIKE '%NAT Gateways') AS nat,
         sum(ConsumedQuantity::DOUBLE) FILTER (ChargeDescription LIKE '%regional data transfer%') AS regional
       FROM ${ROWS}`,
    );
    const gb = Object.fromEntries(rows.map((row) => [row.class, row.gb]));
    expect(gb['nat_processing']).toBeCloseTo(nat, 9);
    expect(gb['cross_az']).toBeCloseTo(regional / 2, 9);
    expect(Object.keys(gb).sort()).toEqual([
      'cloudfront',
      'cross_az',
      'inter_region',
      'internet',
      'nat_processing',
    ]);
  });

  it('leaves other clouds out and says so', () => {
    expect(report?.notes.join('\n')).toMatch(/29 lines .* left out as not AWS's: .*"Microsoft".*"Oracle"/);
  });
});
