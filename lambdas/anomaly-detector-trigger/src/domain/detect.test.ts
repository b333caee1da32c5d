import { detectHour, type DetectorMemory, type FeatureRow, type LocalScorer } from '@egress/anomalies';
import { featureRow } from '@egress/anomalies/testing';
import { ROWS_PER_REQUEST } from './batches';
import { detect, type Ports } from './detect';

const START = Date.parse('2026-11-01T00:00:00Z');
const hourAt = (number: number) =>
  `${new Date(START + number * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;

/** A row that is worth the money; the forest's score is its second number, the threshold 2. */
const row = (resource: string, score: number, onset: number, more: Partial<FeatureRow> = {}) =>
  featureRow({ resource, usd: 10, vector: [1, score, 0, 0, 0], onset: new Date(hourAt(onset)), ...more });

/** Rows by the number of their hour. */
type Table = Readonly<Record<number, readonly FeatureRow[]>>;

/** What was started stays started, from run to run. */
function ports(more: Partial<Ports> = {}, names = new Set<string>()) {
  return (table: Table): Ports => {
    const partitions = Object.keys(table).map((number) => ({ hour: hourAt(Number(number)), files: [] }));
    return {
      hasEndpoint: true,
      minUsdPerDay: 2,
      newestHour: async () => partitions.at(-1)?.hour ?? null,
      listPartitions: async (from, until) => partitions.filter(({ hour }) => hour >= from && hour <= until),
      readPartition: async ({ hour }) => {
        const rows = Object.entries(table).find(([number]) => hourAt(Number(number)) === hour)?.[1] ?? [];
        return { hour, rows: rows.length, aboveBand: rows.filter(({ onset }) => onset) };
      },
      threshold: async () => 2,
      score: async (vectors) => vectors.map(([, score]) => score ?? 0),
      start: async ({ id }) => {
        if (names.has(id)) return 'already_started';
        names.add(id);
        return 'started';
      },
      ...more,
    };
  };
}

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
  // Six entities that leave their bands now and then over five days.
  const table: Table = Object.fromEntries(
    Array.from({ length: 120 }, (_, hour) => [
      hour,
      Array.from({ length: 6 }, (__, i) =>
        row(`i-${i}`, (hour * 7 + i * 13) % (17 + i * 9) === 0 ? 9 : 0, hour - (hour % 3)),
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
  let memory: DetectorMemory = { distribution: { counts: [] }, episodes: [] };
  const names = new Set<string>();
  const sofar: Record<number, readonly FeatureRow[]> = {};
  for (const [hour, rows] of Object.entries(table)) {
    memory = await detectHour({ hour: hourAt(Number(hour)), rows }, scorer, memory);
    sofar[Number(hour)] = rows;
    await detect(ports({}, names)(sofar));
  }
  expect(names.size).toBeGreaterThan(8);
  expect([...names].sort()).toEqual(memory.episodes.map(({ id }) => id).sort());
});

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

  it('reads the other partitions', async () => {
    const table = { 6: [row('i-a', 9, 6)], 7: [row('i-b', 9, 7)] };
    const readPartition: Ports['readPartition'] = async (partition) => {
      if (partition.hour === hourAt(6)) throw new Error('damaged');
      return ports()(table).readPartition(partition);
    };
    const { result, faults } = await detect(ports({ readPartition })(table));
    expect(result).toMatchObject({ hours: 1, started: 1 });
    expect(faults.read).toEqual([new Error('damaged')]);
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
