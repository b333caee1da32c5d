import { bytesWhere, flowRecords, type FlowRecord } from '../testing/flow-records';
import { filesBelow, simulatedFolder, START, type SimulatedFolder } from '../testing/simulated-folder';

const NAT_ADDRESS = '10.0.1.100';
const WORKER_ADDRESS = '10.0.48.40';

describe('the flow-log records', () => {
  let simulated: SimulatedFolder;
  let records: readonly FlowRecord[];

  beforeAll(async () => {
    simulated = await simulatedFolder({ hours: 3, recordsPerHour: 30_000, formats: ['v5', 'v2'] });
    records = flowRecords(simulated.folder, 'v5');
  });
  afterAll(() => simulated.remove());

  it('are four at a NAT gateway and two at the instance for each exchange', () => {
    const first = records.find(
      ({ srcaddr, dstaddr }) => srcaddr === WORKER_ADDRESS && dstaddr === NAT_ADDRESS,
    ) as FlowRecord;
    const port = first['srcport'];
    const [remote, start] = [first['pkt-dstaddr'], first['start']];
    const atInstance = records.filter(
      (r) =>
        r['start'] === start &&
        [r['srcport'], r['dstport']].includes(port) &&
        r['pkt-dstaddr'] === r['dstaddr'] &&
        r['pkt-srcaddr'] === r['srcaddr'] &&
        [r['srcaddr'], r['dstaddr']].includes(WORKER_ADDRESS),
    );
    expect(atInstance.map((r) => [r['srcaddr'], r['dstaddr'], r['traffic-path']])).toEqual([
      [WORKER_ADDRESS, remote, '1'],
      [remote, WORKER_ADDRESS, '-'],
    ]);
    const atNat = records.filter(
      (r) =>
        r['interface-id'] === first['interface-id'] &&
        r['start'] === start &&
        [r['pkt-srcaddr'], r['pkt-dstaddr']].includes(remote),
    );
    expect(atNat.map((r) => [r['srcaddr'], r['dstaddr'], r['pkt-srcaddr'], r['pkt-dstaddr']])).toEqual([
      [WORKER_ADDRESS, NAT_ADDRESS, WORKER_ADDRESS, remote],
      [NAT_ADDRESS, remote, NAT_ADDRESS, remote],
      [remote, NAT_ADDRESS, remote, NAT_ADDRESS],
      [NAT_ADDRESS, WORKER_ADDRESS, remote, WORKER_ADDRESS],
    ]);
    const translated = atNat.slice(1, 3).map((r) => (r['srcaddr'] === remote ? r['dstport'] : r['srcport']));
    expect(new Set(translated).size).toBe(1);
  });

  it('differ in what tells copies from records, even with only the default fields', () => {
    const keys = flowRecords(simulated.folder, 'v2')
      .filter((r) => r['log-status'] === 'OK')
      .map((r) =>
        [
          r['interface-id'],
          r['srcaddr'],
          r['dstaddr'],
          r['srcport'],
          r['dstport'],
          r['protocol'],
          r['start'],
          r['end'],
          r['action'],
        ].join(),
      );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lie within the window, and some cross an hour', () => {
    const times = records.map((r) => [Number(r['start']), Number(r['end'])] as const);
    expect(Math.min(...times.map(([start]) => start))).toBeGreaterThanOrEqual(START);
    expect(Math.max(...times.map(([, end]) => end))).toBeLessThanOrEqual(START + 3 * 3600);
    expect(times.every(([start, end]) => end > start && end - start <= 60)).toBe(true);
    expect(times.some(([start, end]) => Math.floor(start / 3600) < Math.floor((end - 1) / 3600))).toBe(true);
  });

  it('show the first address of an interface where its second is meant', () => {
    const toSecond = records.filter((r) => r['pkt-dstaddr'] === '10.0.32.99');
    expect(new Set(toSecond.map((r) => `${r['flow-direction']} ${r['dstaddr']}`))).toEqual(
      new Set(['egress 10.0.32.99', 'ingress 10.0.32.10']),
    );
  });

  it('leave the owner of interfaces open that AWS made', () => {
    const owners = new Set(
      records
        .filter((r) => r['dstaddr'] === '10.0.16.201' && r['flow-direction'] === 'ingress')
        .map((r) => r['account-id']),
    );
    expect(owners).toEqual(new Set(['unknown']));
  });

  it('have dashes for what a window without data cannot say', () => {
    const [empty] = records.filter((r) => r['log-status'] === 'NODATA');
    expect(empty).toMatchObject({
      srcaddr: '-',
      srcport: '-',
      bytes: '-',
      action: '-',
      'flow-direction': '-',
    });
  });

  it('are the same in each log level, three times when all of them log', async () => {
    const all = await simulatedFolder({ hours: 3, recordsPerHour: 30_000, logLevel: 'all' });
    const everything = (): boolean => true;
    const tripled = flowRecords(all.folder, 'v5');
    expect(tripled).toHaveLength(3 * records.length);
    expect(bytesWhere(tripled, everything)).toBe(3 * bytesWhere(records, everything));
    expect(all.truth).toEqual(simulated.truth);
    expect(filesBelow(all.folder).length).toBeGreaterThan(filesBelow(simulated.folder).length);
    all.remove();
  });
});
