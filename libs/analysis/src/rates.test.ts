import { BYTES_PER_GB } from '@egress/contracts';
import { cloudFrontCost, loadPriceBook } from '@egress/prices';
import { SqlEngine, type Row } from '@egress/sql-engine';
import { loadRates } from './rates';

const TB = 1024;
const GB_PER_MONTH = (10 * TB * 730) / 24;
const FLOW_COLUMNS = {
  egress_class: 'VARCHAR',
  region: 'VARCHAR',
  remote_region: 'VARCHAR',
  resource_type: 'VARCHAR',
  bytes: 'BIGINT',
};
const prices = loadPriceBook();

describe('loadRates', () => {
  let engine: SqlEngine;
  beforeEach(async () => {
    engine = await SqlEngine.open();
  });
  afterEach(() => engine.close());

  /** The price of 10 TB that an edge location served in a day. */
  async function rateOf(edge_location: string | null, bill: readonly Row[] = []) {
    const bytes = 10 * TB * BYTES_PER_GB;
    const served = { egress_class: 'cloudfront', region: 'edge', resource_type: 'distribution', bytes };
    await engine.fillTable('cloudfront_requests', [{ edge_location, sc_bytes: bytes }]);
    await engine.fillTable('bill_lines', bill);
    await engine.loadRows('egress_flows', FLOW_COLUMNS, []);
    await engine.loadRows('access_log_flows', FLOW_COLUMNS, [served]);
    const hours = { flows: 0, buckets: 0, distributions: 24, bill: 0 };
    const notes = await loadRates(engine, prices, { covered: [], reconciled: null, hours, notes: [] });
    const rate = await engine.queryOne<{ usd: number; source: string }>(
      'SELECT usd_per_gb AS usd, rate_source AS source FROM ref_rates',
    );
    return { ...rate, notes };
  }

  it('prices what CloudFront serves by where its edges are, tiers of the month included', async () => {
    const { usd, source, notes } = await rateOf('GRU3-P2');
    expect(usd).toBeCloseTo(cloudFrontCost(prices, GB_PER_MONTH, 'SA') / GB_PER_MONTH, 10);
    expect({ source, notes }).toEqual({ source: 'list', notes: [] });
  });

  it.each([null, 'ZZZ9-P1'])('says when it had to price edges as in the US: %s', async (location) => {
    const { usd, notes } = await rateOf(location);
    expect(usd).toBeCloseTo(cloudFrontCost(prices, GB_PER_MONTH) / GB_PER_MONTH, 10);
    expect(notes).toEqual([expect.stringMatching(/^10995116277760 bytes .* priced as from edges in the US/)]);
  });

  it('takes the price of the bill wherever the edges are', async () => {
    const line = {
      line_kind: 'transfer',
      egress_class: 'cloudfront',
      from_region: 'edge',
      bytes: BYTES_PER_GB,
      cost: 0.07,
    };
    expect(await rateOf(null, [line])).toEqual({ usd: 0.07, source: 'bill', notes: [] });
  });
});
