import { emptyDistribution, withScores } from './score-distribution';
import { learntThreshold } from './threshold';

/** Quantiles of an exponential distribution, evenly spread: what quiet scores look like. */
const exponential = (count: number, mean: number) =>
  Array.from({ length: count }, (_, i) => -mean * Math.log(1 - (i + 0.5) / count));
const learntFrom = (scores: readonly number[]) => learntThreshold(withScores(emptyDistribution(), scores));

it('lets one in 16 800 scores of an exponential tail pass', () => {
  expect(learntFrom(exponential(20_000, 0.3))).toBeCloseTo(0.3 * Math.log(16_800), 1);
});

it('hardly moves when one score in a hundred is an anomaly', () => {
  const quiet = exponential(10_000, 0.3);
  const shift = learntFrom([...quiet, ...Array.from({ length: 100 }, () => 15)]) - learntFrom(quiet);
  expect(shift).toBeGreaterThanOrEqual(0);
  expect(shift).toBeLessThan(0.7);
});

it('never calls an hour within its band anomalous, however smooth the traffic', () => {
  expect(learntFrom(Array.from({ length: 1000 }, () => 0))).toBe(Math.log1p(3));
});

it('takes the usual threshold until there are scores enough', () => {
  expect(learntFrom(exponential(499, 0.01))).toBe(3);
});
