import { detectHour, type DetectorMemory } from './detect-hour';
import { episodesOf } from './episodes';
import type { FeatureRow } from './feature-row';
import type { LocalScorer } from './scorer';
import { featureRow } from './testing/feature-rows';

const START = Date.parse('2026-11-21T00:00:00Z');
const hourAt = (number: number) =>
  `${new Date(START + number * 3_600_000).toISOString().slice(0, 13)}:00:00Z`;

/** Scores every vector 1, so that the score is the deviation; keeps what it was to learn. */
function fakeScorer() {
  const learnt: (readonly number[])[] = [];
  const scorer: LocalScorer = {
    score: async (vectors) => vectors.map(() => 1),
    isReady: () => true,
    learn: (vectors) => void learnt.push(...vectors),
    attribution: () => [1, 0, 0, 0, 0],
    serialise: () => new Uint8Array(),
  };
  return { scorer, learnt };
}

const usual = featureRow({ resource: 'i-usual' });
const burst = featureRow({ vector: [5, 9, 2, 0, 0], usd: 10, onset: new Date(hourAt(0)) });

/** Runs hours whose rows are given by their number; hours without rows are left out. */
async function episodesAfter(hours: Readonly<Record<number, readonly FeatureRow[]>>) {
  const { scorer, learnt } = fakeScorer();
  let memory: DetectorMemory = { distribution: { counts: [] }, anomalies: [] };
  let newest = '';
  for (const [number, rows] of Object.entries(hours)) {
    newest = hourAt(Number(number));
    memory = await detectHour({ hour: newest, rows }, scorer, memory);
  }
  return { episodes: episodesOf(memory.anomalies, newest), learnt };
}

it('tells of an anomaly once, with its onset and its newest hour', async () => {
  const { episodes } = await episodesAfter({ 0: [usual, burst], 1: [burst], 2: [{ ...burst, bytes: 7000 }] });
  expect(episodes).toHaveLength(1);
  expect(episodes[0]).toMatchObject({
    onset: hourAt(0),
    hour: hourAt(2),
    observedBytes: 7000,
    hours: 3,
    status: 'ongoing',
  });
  expect(episodes[0]!.usdSoFar).toBeCloseTo(2 * 9.9 + 9.986, 2);
});

it('counts what comes back within a day as the same, keeps its name, and what comes later as another', async () => {
  const later = {
    ...burst,
    onset: new Date(hourAt(20)),
    egress_class: 'internet',
    open_port_share: 0.9,
  } as const;
  const { episodes } = await episodesAfter({ 0: [burst], 20: [later], 46: [usual] });
  expect(episodes).toMatchObject([
    { onset: hourAt(0), anomalyType: 'High_Data_Transfer_EC2', status: 'ended' },
  ]);
  const again = await episodesAfter({ 0: [burst], 25: [{ ...burst, onset: new Date(hourAt(25)) }] });
  expect(again.episodes.map(({ onset, status }) => [onset, status])).toEqual([
    [hourAt(0), 'ended'],
    [hourAt(25), 'ongoing'],
  ]);
});

it('leaves out what is below the usual', async () => {
  const quiet = { ...burst, vector: [-5, -9, -2, 0, 0] };
  expect((await episodesAfter({ 0: [quiet] })).episodes).toEqual([]);
});

it('leaves out what is within its band, however odd its flows', async () => {
  expect((await episodesAfter({ 0: [{ ...burst, onset: null }] })).episodes).toEqual([]);
});

it('does not learn that an anomaly is usual', async () => {
  const { learnt } = await episodesAfter({ 0: [usual, burst] });
  expect(learnt).toEqual([usual.vector]);
});
