import { SqlEngine } from '@egress/sql-engine';

const GB = 2 ** 30;
const seconds = (iso: string) => Date.parse(iso) / 1000;
const HOUR = { usage_start: seconds('2026-11-01T23:00Z'), usage_end: seconds('2026-11-02T00:00Z') };
const NAT = {
  account_id: '1',
  region: 'eu-west-1',
  usage_type: 'EU-NatGateway-Bytes',
  resource_id: 'nat-1',
  line_kind: 'transfer',
  egress_class: 'nat_processing',
};

describe('egress_cost_daily', () => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await SqlEngine.open();
  });
  afterAll(() => engine.close());

  const daily = async (lines: readonly Record<string, unknown>[]) => {
    await engine.fillTable('bill_lines', lines);
    await engine.materialize('egress_cost_daily');
    return engine.query(
      'SELECT * REPLACE (CAST(day AS VARCHAR) AS day) FROM egress_cost_daily ORDER BY day, egress_class',
    );
  };

  it('adds up the hours of a day per resource', async () => {
    const earlier = { usage_start: HOUR.usage_start - 3600, usage_end: HOUR.usage_start };
    const rows = await daily([
      { ...NAT, ...HOUR, bytes: 10 * GB, cost: 0.48 },
      { ...NAT, ...earlier, bytes: 5 * GB, cost: 0.24 },
    ]);
    expect(rows).toEqual([
      {
        day: '2026-11-01',
        account_id: '1',
        region: 'eu-west-1',
        egress_class: 'nat_processing',
        usage_type: 'EU-NatGateway-Bytes',
        operation: null,
        resource_id: 'nat-1',
        gb: 15,
        usd: expect.closeTo(0.72, 12) as unknown,
        usd_per_gb: expect.closeTo(0.048, 12) as unknown,
      },
    ]);
  });

  it('spreads a line that spans days by the time in each of them', async () => {
    const span = { usage_start: seconds('2026-10-31T12:00Z'), usage_end: seconds('2026-11-02T00:00Z') };
    const rows = await daily([{ ...NAT, ...span, bytes: 3 * GB, cost: 0.3 }]);
    expect(rows.map(({ day, gb }) => [day, gb])).toEqual([
      ['2026-10-31', 1],
      ['2026-11-01', 2],
    ]);
    expect(rows.map((row) => row['usd'])).toEqual([expect.closeTo(0.1, 12), expect.closeTo(0.2, 12)]);
  });

  it('keeps unexplained transfer as unknown and leaves out ingress, hours and other usage', async () => {
    const rows = await daily([
      { ...NAT, ...HOUR, line_kind: 'unknown_transfer', egress_class: null, cost: 0.1 },
      { ...NAT, ...HOUR, line_kind: 'transfer', egress_class: null, bytes: GB, cost: 0 },
      { ...NAT, ...HOUR, line_kind: 'hours', egress_class: null, cost: 1 },
      { ...NAT, ...HOUR, line_kind: 'other', egress_class: null, cost: 2 },
    ]);
    expect(rows).toMatchObject([{ egress_class: 'unknown', gb: 0, usd: 0.1, usd_per_gb: null }]);
  });
});
