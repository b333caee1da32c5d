import { featureRow } from '../testing/example-row';
import { batchesOf, ROWS_PER_REQUEST, settleAll } from './batches';
import { detect, type Ports } from './detect';

const PARTITION = { hour: '2026-11-21T07:00:00Z', files: [] };

/** Scores are the first feature; what was started stays started. */
function ports(vectors: readonly (readonly number[])[], more: Partial<Ports> = {}): Ports {
  const names = new Set<string>();
  return {
    hasEndpoint: true,
    newestPartition: async () => PARTITION,
    readPartition: async () =>
      vectors.map((vector, i) => featureRow({ resource: `i-${i}`, vector: [...vector] })),
    threshold: async () => 2,
    score: async (batch) => batch.map(([first]) => first ?? 0),
    start: async ({ id }) => {
      if (names.has(id)) return 'already_started';
      names.add(id);
      return 'started';
    },
    ...more,
  };
}

it('starts one workflow per anomaly, and none when run again', async () => {
  const same = ports([[1], [3], [2], [5]]);
  const first = await detect(same);
  expect(first.result).toEqual({
    status: 'scored',
    hour: PARTITION.hour,
    rows: 4,
    scored: 4,
    anomalies: 2,
    started: 2,
    alreadyStarted: 0,
  });
  expect((await detect(same)).result).toMatchObject({ started: 0, alreadyStarted: 2 });
});

it.each<[string, Partial<Ports>]>([
  ['no_endpoint', { hasEndpoint: false }],
  ['no_partition', { newestPartition: async () => null }],
  ['no_threshold', { threshold: async () => null }],
])('says %s instead of scoring', async (status, more) => {
  const score = jest.fn();
  expect((await detect(ports([[9]], { ...more, score }))).result.status).toBe(status);
  expect(score).not.toHaveBeenCalled();
});

it('scores the other batches and starts the other workflows when one fails', async () => {
  const vectors = Array.from({ length: ROWS_PER_REQUEST * 2 }, (_, i) => [
    i === 0 || i === ROWS_PER_REQUEST ? 9 : 1,
  ]);
  const healthy = ports(vectors);
  let requests = 0;
  const { result, faults } = await detect(
    ports(vectors, {
      score: async (batch) => {
        requests += 1;
        if (requests === 1) throw new Error('throttled');
        return healthy.score(batch);
      },
    }),
  );
  expect(result).toMatchObject({
    rows: ROWS_PER_REQUEST * 2,
    scored: ROWS_PER_REQUEST,
    anomalies: 1,
    started: 1,
  });
  expect(faults).toEqual([new Error('throttled')]);
});

it('never has more than the limit in flight, and keeps the order', async () => {
  let running = 0;
  let most = 0;
  const settled = await settleAll([5, 1, 4, 2, 3], 2, async (ms) => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, ms));
    running -= 1;
    return ms;
  });
  expect(most).toBe(2);
  expect(settled.map((each) => each.status === 'fulfilled' && each.value)).toEqual([5, 1, 4, 2, 3]);
});

it('cuts a list into pieces without losing the rest', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(batchesOf([], 2)).toEqual([]);
});
