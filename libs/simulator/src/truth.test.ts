import { BYTES_PER_GB } from '@egress/contracts';
import { SCENARIO_NAMES } from './scenarios/scenarios';
import { bytesWhere, flowRecords, type FlowRecord } from './testing/flow-records';
import { simulatedFolder, type SimulatedFolder } from './testing/simulated-folder';

describe('the truth about a simulation', () => {
  let simulated: SimulatedFolder;
  let records: readonly FlowRecord[];

  beforeAll(async () => {
    simulated = await simulatedFolder({ hours: 5, scenarios: SCENARIO_NAMES });
    records = flowRecords(simulated.folder, 'v5');
  });
  afterAll(() => simulated.remove());

  const bytesOf = (egressClass: string): number =>
    simulated.truth.classes.find((each) => each.class === egressClass)?.bytes ?? 0;
  const totalOf = (
    rows: readonly { readonly class: string; readonly bytes: number; readonly usd: number }[],
  ) =>
    Object.fromEntries(
      simulated.truth.classes.map(({ class: name }) => {
        const own = rows.filter((row) => row.class === name);
        return [name, own.reduce((sum, row) => sum + row.bytes, 0)];
      }),
    );

  it('has traffic of every class', () => {
    expect(simulated.truth.classes).toHaveLength(13);
    expect(Math.min(...simulated.truth.classes.map(({ bytes }) => bytes))).toBeGreaterThan(0);
  });

  it('adds up by class, by region and by sender', () => {
    const classes = Object.fromEntries(simulated.truth.classes.map((each) => [each.class, each.bytes]));
    expect(totalOf(simulated.truth.byRegion)).toEqual(classes);
    expect(totalOf(simulated.truth.senders)).toEqual(classes);
  });

  it('prices every region and class at one rate', () => {
    for (const { bytes, usd, usdPerGb } of simulated.truth.byRegion) {
      expect(usd).toBeCloseTo((bytes / BYTES_PER_GB) * usdPerGb, 9);
    }
  });

  it.each<[string, (record: FlowRecord) => boolean]>([
    [
      'nat_processing',
      (r) => isNat(r) && (r['pkt-srcaddr'] !== r['srcaddr'] || r['pkt-dstaddr'] !== r['dstaddr']),
    ],
    ['nat_processing', (r) => isNat(r) && r['flow-direction'] === 'egress'],
    ['gateway_endpoint', (r) => r['traffic-path'] === '7'],
    ['vpn_dx', (r) => r['traffic-path'] === '3'],
  ])('books as %s what the records say from its vantage point', (egressClass, isVantage) => {
    expect(bytesWhere(records, isVantage)).toBe(bytesOf(egressClass));
  });

  it('counts the records that it wrote, by status', () => {
    const count = (field: string, value: string): number =>
      records.filter((record) => record[field] === value).length;
    expect(simulated.truth.records).toEqual({
      total: records.length,
      accepted: count('action', 'ACCEPT'),
      rejected: count('action', 'REJECT'),
      noData: count('log-status', 'NODATA'),
      skipData: count('log-status', 'SKIPDATA'),
    });
    expect(Math.min(...Object.values(simulated.truth.records))).toBeGreaterThan(0);
  });

  it('labels every scenario with when, what and how much', () => {
    expect(simulated.truth.anomalies.map(({ scenario }) => scenario)).toEqual(SCENARIO_NAMES);
    for (const anomaly of simulated.truth.anomalies) {
      expect(anomaly.bytes).toBeGreaterThan(10 * BYTES_PER_GB);
      expect(anomaly.onset).toBe('2026-11-02T03:00:00Z');
      expect(anomaly.end).toBe('2026-11-02T04:00:00Z');
    }
  });
});

/** NAT gateways' private addresses end in .100, and they alone have no instance and are not made by the requester. */
function isNat(record: FlowRecord): boolean {
  return record['instance-id'] === '-' && record['account-id'] !== 'unknown';
}
