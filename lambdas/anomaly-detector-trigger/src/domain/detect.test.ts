import {
  detectHour,
  type DetectorMemory,
  episodesOf,
  type FeatureRow,
  type LocalScorer,
} from '@egress/anomalies';
import { featureRow } from '@egress/anomalies/testing';
import { hourAt, ports, row, type Table } from '../testing/fake-ports';
import { detect, type Ports } from './detect';

it('starts one workflow per anomaly, and none when run again', async () => {
  const same = ports()({
    7: [row('i-a', 1, 7), row('i-b', 3, 7), row('i-c', 2, 7), row('i-d', 5, 7), featureRow()],
  });
  const first = await detect(same);
  expect(first.result).toEqual({
    status: 'scored',
    hour: hourAt(7),
    hours: 1,
    rows: 5,
    scored: 4,
    anomalies: 2,
    withheld: 0,
    started: 2,
    alreadyStarted: 0,
  });
  expect((await detect(same)).result).toMatchObject({ started: 0, alreadyStarted: 2 });
});

it.each<[string, Partial<Ports>]>([
  ['no_endpoint', { hasEndpoint: false }],
  ['no_partition', { newestHour: async () => null }],
  ['no_threshold', { threshold: async () => null }],
])('says %s instead of scoring', async (status, more) => {
  const score = jest.fn();
  expect((await detect(ports({ ...more, score })({ 7: [row('i-a', 9, 7)] }))).result.status).toBe(status);
  expect(score).not.toHaveBeenCalled();
});

it('asks the endpoint only about rows that are above their band and worth the money', async () => {
  const score = jest.fn(async (vectors: readonly unknown[]) => vectors.map(() => 9));
  await detect(
    ports({ score })({
      7: [row('i-a', 9, 7, { usd: 0.01 }), row('i-b', 9, 7, { onset: null }), row('i-c', 9, 7)],
    }),
  );
  expect(score.mock.calls).toEqual([[[[1, 9, 0, 0, 0]]]]);
});

it('weighs the forest’s score with how far the row is above its baseline', async () => {
  const weighed = (deviation: number) => row(`i-${deviation}`, 1, 7, { vector: [deviation, 1, 0, 0, 0] });
  const { result } = await detect(ports()({ 7: [weighed(1.9), weighed(2.1), weighed(-5)] }));
  expect(result).toMatchObject({ scored: 3, anomalies: 1 });
});

describe('an hour', () => {
  const earlier = { 5: [row('i-a', 9, 5)] };

  it('that came late is not lost', async () => {
    const names = new Set<string>();
    await detect(ports({}, names)({ 7: [] }));
    expect((await detect(ports({}, names)({ ...earlier, 7: [] }))).result).toMatchObject({ started: 1 });
  });

  it('that is new together with another is not lost', async () => {
    expect((await detect(ports()({ ...earlier, 6: [row('i-b', 9, 6)] }))).result).toMatchObject({
      started: 2,
    });
  });

  it('is told of in the words of the first anomalous hour, however many there are by now', async () => {
    const started: unknown[] = [];
    const start = async (anomaly: unknown) => {
      started.push(anomaly);
      return 'started' as const;
    };
    const later = row('i-a', 9, 5, { bytes: 5000, egress_class: 'internet', unknown_destination_share: 1 });
    await detect(ports({ start })({ ...earlier, 6: [later] }));
    expect(started).toEqual([
      expect.objectContaining({
        onset: hourAt(5),
        hour: hourAt(6),
        observedBytes: 5000,
        anomalyType: 'High_Data_Transfer_EC2',
      }),
    ]);
    expect(started[0]).not.toHaveProperty('usdSoFar');
  });
});

describe('an anomaly that pauses and comes back', () => {
  /** Every 20 hours, each time with an onset of its own. */
  const pausing = (hours: number): Table =>
    Object.fromEntries(Array.from({ length: hours / 20 }, (_, i) => [i * 20, [row('i-a', 9, i * 20)]]));

  it('within a day is the same one, for as long as it lasts', async () => {
    const names = new Set<string>();
    for (let hours = 20; hours <= 200; hours += 20) await detect(ports({}, names)(pausing(hours)));
    expect(names.size).toBe(1);
  });

  it('is handed over no more when it has lasted for longer than a run looks back', async () => {
    const { result } = await detect(ports()(pausing(400)));
    expect(result).toMatchObject({ anomalies: 1, withheld: 1, started: 0 });
  });

  it('after more than a day is another', async () => {
    const names = new Set<string>();
    await detect(ports({}, names)({ 0: [row('i-a', 9, 0)], 25: [row('i-a', 9, 25)] }));
    expect([...names][0]).toMatch(/^2026110201-/);
    await detect(ports({}, names)({ 0: [row('i-a', 9, 0)] }));
    expect(names.size).toBe(2);
  });
});

it('finds the same anomalies with the same ids as detection on a laptop', async () => {
  // Six entities that leave their bands now and then over five days, in each seventh hour for next to nothing.
  const table: Table = Object.fromEntries(
    Array.from({ length: 120 }, (_, hour) => [
      hour,
      Array.from({ length: 6 }, (__, i) =>
        row(`i-${i}`, (hour * 7 + i * 13) % (17 + i * 9) === 0 ? 9 : 0, hour - (hour % 3), {
          usd: hour % 7 === 0 ? 0.01 : 10,
        }),
      ),
    ]),
  );
  const scorer: LocalScorer = {
    score: async (vectors) => vectors.map(([, score]) => score ?? 0),
    isReady: () => false,
    learn: () => undefined,
    attribution: (vector) => vector.map(() => 0),
    serialise: () => new Uint8Array(),
  };
  let memory: DetectorMemory = { distribution: { counts: [] }, anomalies: [] };
  const names = new Set<string>();
  const sofar: Record<number, readonly FeatureRow[]> = {};
  for (const [hour, rows] of Object.entries(table)) {
    memory = await detectHour({ hour: hourAt(Number(hour)), rows }, scorer, memory);
    sofar[Number(hour)] = rows;
    await detect(ports({}, names)(sofar));
  }
  expect(names.size).toBeGreaterThan(8);
  const worthIt = memory.anomalies.filter(({ usdPerDay }) => usdPerDay >= 2);
  expect(worthIt.length).toBeLessThan(memory.anomalies.length);
  expect([...names].sort()).toEqual(
    episodesOf(worthIt, hourAt(119))
      .map(({ id }) => id)
      .sort(),
  );
});
