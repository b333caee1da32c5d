import { thresholdOf } from './threshold';

/** Scores with an exponential tail, as evenly as they can lie; the share beyond `x` is e^-x. */
const exponential = (count: number) =>
  Float64Array.from({ length: count }, (_, i) => -Math.log((i + 0.5) / count));

const computed = (scores: Float64Array) => {
  const result = thresholdOf(scores);
  if (result.status !== 'computed') throw new Error(result.status);
  return result.threshold;
};

function threeSigma(scores: Float64Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return mean + 3 * Math.sqrt(variance);
}

it('follows an exponential tail to one hour in ten thousand', () => {
  expect(computed(exponential(100_000))).toBeCloseTo(Math.log(10_000), 2);
});

it('grows and shifts with the scores', () => {
  const scores = exponential(5000);
  const threshold = computed(scores);
  expect(computed(scores.map((score) => 3 * score + 7))).toBeCloseTo(3 * threshold + 7, 6);
});

it('hardly moves when one hour in fifty is anomalous, where mean + 3 sigma triples', () => {
  const scores = exponential(5000);
  const polluted = scores.map((score, i) => (i % 50 === 0 ? 30 : score));
  expect(computed(polluted) / computed(scores)).toBeGreaterThan(0.9);
  expect(computed(polluted) / computed(scores)).toBeLessThan(1.35);
  expect(threeSigma(polluted) / threeSigma(scores)).toBeGreaterThan(3);
});

it.each([
  ['too_few_scores', exponential(999)],
  ['scores_do_not_vary', new Float64Array(5000).fill(1.5)],
])('says %s rather than guess', (status, scores) => {
  expect(thresholdOf(scores)).toMatchObject({ status, reason: expect.any(String) });
});
