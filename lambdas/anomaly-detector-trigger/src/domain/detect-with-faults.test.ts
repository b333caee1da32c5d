import { hourAt, ports, row, type Table } from '../testing/fake-ports';
import { ROWS_PER_REQUEST } from './batches';
import { detect, type Ports } from './detect';

describe('when a part fails', () => {
  const crowd = {
    7: Array.from({ length: ROWS_PER_REQUEST * 2 }, (_, i) => row(`i-${i}`, i % 500 ? 0 : 9, 7)),
  };

  it('scores the other batches, and starts their workflows', async () => {
    let requests = 0;
    const score: Ports['score'] = async (vectors) => {
      if ((requests += 1) === 1) throw new Error('throttled');
      return vectors.map(([, each]) => each ?? 0);
    };
    const { result, faults } = await detect(ports({ score })(crowd));
    expect(result).toMatchObject({ rows: 1000, scored: 500, anomalies: 1, started: 1 });
    expect(faults).toEqual({ read: [], score: [new Error('throttled')], start: [] });
  });

  /** Without some hours, until they are there again. */
  const unreadable = (table: Table, hours: readonly number[]): Pick<Ports, 'readPartition'> => ({
    readPartition: async (partition) => {
      if (hours.map(hourAt).includes(partition.hour)) throw new Error('SlowDown');
      return ports()(table).readPartition(partition);
    },
  });

  it('reads the other partitions', async () => {
    const table = { 5: [row('i-b', 9, 5)], 6: [row('i-a', 9, 6)], 7: [] };
    const { result, faults } = await detect(ports(unreadable(table, [6]))(table));
    expect(result).toMatchObject({ hours: 2, started: 1 });
    expect(faults.read).toEqual([new Error('SlowDown')]);
  });

  it('starts no second workflow for an anomaly whose first hour could not be read at first', async () => {
    const names = new Set<string>();
    const later = [6, 7, 8].map((hour) => [hour, [row('i-a', 9, 6)]] as const);
    const table = { 4: [row('i-a', 9, 4)], 5: [], ...Object.fromEntries(later) };
    expect((await detect(ports(unreadable(table, [4]), names)(table))).result).toMatchObject({
      anomalies: 1,
      withheld: 1,
      started: 0,
    });
    expect((await detect(ports({}, names)(table))).result).toMatchObject({ started: 1 });
    expect([...names]).toEqual([expect.stringMatching(/^2026110104-/)]);
  });

  it.each([
    ['within the anomaly', 32, 1],
    ['a day before it', 6, 0],
    ['more than a day before it', 5, 1],
  ])('starts an anomaly or not where the hour that was not read is %s', async (_where, unread, started) => {
    // Above the band since 28, above the threshold at 30 for the first time.
    const anomalous = [30, 31, 33].map((hour) => [hour, [row('i-a', 9, 28)]] as const);
    const table = { [unread]: [], ...Object.fromEntries(anomalous) };
    expect((await detect(ports(unreadable(table, [unread]))(table))).result).toMatchObject({ started });
  });

  it('starts the other workflows, and that one the next time', async () => {
    const names = new Set<string>();
    const { start } = ports({}, names)({});
    let isDown = true;
    const flaky = ports(
      {
        start: async (anomaly) => {
          if (anomaly.resource === 'i-0' && isDown) throw new Error('down');
          return start(anomaly);
        },
      },
      names,
    )(crowd);
    expect(await detect(flaky)).toMatchObject({
      result: { started: 1 },
      faults: { start: [new Error('down')] },
    });
    isDown = false;
    expect(await detect(flaky)).toMatchObject({
      result: { started: 1, alreadyStarted: 1 },
      faults: { start: [] },
    });
  });

  it('starts the other workflows where a row is none that the workflow takes', async () => {
    const rows = [1, 2, 3, 4, 5].map((i) => row(`i-${i}`, 9, 7));
    const table = { 7: [row('i-0', 9, 7, { account: 'aws' }), ...rows] };
    const { result, faults } = await detect(ports()(table));
    expect(result).toMatchObject({ anomalies: 6, started: 5 });
    expect(faults.start).toEqual([expect.objectContaining({ name: 'ZodError' })]);
  });

  it('does not guess the beginning of an anomaly of which an hour could not be scored', async () => {
    // Two days of the same entity, in two requests: the earlier fails.
    const table = { 0: [row('i-a', 9, 0)], 20: [], 24: [row('i-a', 8, 24)] };
    const score: Ports['score'] = async (vectors) => {
      if (vectors[0]?.[1] === 9) throw new Error('throttled');
      return vectors.map(([, each]) => each ?? 0);
    };
    const { result } = await detect(ports({ score })(table));
    expect(result).toMatchObject({ anomalies: 1, withheld: 1, started: 0 });
  });
});
