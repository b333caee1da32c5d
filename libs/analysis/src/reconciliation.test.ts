import { SqlEngine, type Row } from '@egress/sql-engine';
import { reconcile } from './reconciliation';
import { measureWindow } from './window';

const HOUR = 3600;
const GB = 2 ** 30;
const START = Date.UTC(2026, 10, 20) / 1000;
const CONVERSATION_COLUMNS = {
  start_hour: 'BIGINT',
  first_start: 'BIGINT',
  last_end: 'BIGINT',
  log_status: 'VARCHAR',
};
const HOURLY_COLUMNS = {
  hour: 'TIMESTAMP',
  region: 'VARCHAR',
  egress_class: 'VARCHAR',
  resource_type: 'VARCHAR',
  bytes: 'BIGINT',
  usd: 'DOUBLE',
};

describe('the reconciliation', () => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await SqlEngine.open({ threads: 1 });
  });
  afterAll(() => engine.close());

  /** A GB to the internet in each hour that is logged, against these bill lines. */
  async function reconciled(loggedHours: readonly number[], bill: readonly Row[]) {
    const starts = loggedHours.map((hour) => START + hour * HOUR);
    await engine.loadRows(
      'flow_conversations',
      CONVERSATION_COLUMNS,
      starts.map((at) => ({ start_hour: at, first_start: at, last_end: at + HOUR, log_status: 'OK' })),
    );
    await engine.loadRows(
      'egress_hourly',
      HOURLY_COLUMNS,
      starts.map((at) => ({
        hour: new Date(at * 1000).toISOString(),
        region: 'us-east-1',
        egress_class: 'internet',
        bytes: GB,
        usd: 0.09,
      })),
    );
    for (const table of ['s3_requests', 'cloudfront_requests']) await engine.fillTable(table);
    await engine.fillTable('bill_lines', bill);
    await measureWindow(engine);
    return reconcile(engine);
  }

  const billed = (hour: number, hours = 1): Row => ({
    usage_start: START + hour * HOUR,
    usage_end: START + (hour + hours) * HOUR,
    region: 'us-east-1',
    line_kind: 'transfer',
    egress_class: 'internet',
    bytes: hours * GB,
    cost: hours * 0.09,
  });
  const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

  it('leaves out what the bill does not cover yet', async () => {
    const rows = await reconciled(
      from(0, 24),
      from(0, 12).map((hour) => billed(hour)),
    );
    expect(rows).toMatchObject([{ flowBytes: 12 * GB, billBytes: 12 * GB }]);
    expect(rows[0]?.unexplainedUsd).toBeCloseTo(0, 9);
  });

  it('leaves out what the logs do not cover, gaps too, also of a line that is longer', async () => {
    const rows = await reconciled([...from(6, 3), ...from(12, 3)], [billed(0, 24)]);
    expect(rows).toMatchObject([{ flowBytes: 6 * GB, billBytes: 6 * GB }]);
    expect(rows[0]?.unexplainedUsd).toBeCloseTo(0, 9);
  });

  it('shows the flows alone where the bill is of other days, or there is none', async () => {
    const alone = [{ flowBytes: 24 * GB, billBytes: null, unexplainedUsd: null }];
    expect(await reconciled(from(24, 24), [billed(0, 12)])).toMatchObject(alone);
    expect(await reconciled(from(24, 24), [])).toMatchObject(alone);
  });
});
