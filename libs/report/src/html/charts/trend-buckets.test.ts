import { trendBuckets } from './trend-buckets';

const point = (hour: string, usd: number, egressClass: 'internet' | 'cross_az' = 'internet') => ({
  hour,
  class: egressClass,
  bytes: 1,
  usd,
});

it('keeps hours apart while they fit, and fills the gaps with zero', () => {
  const trend = trendBuckets([point('2026-11-14T01:00:00Z', 1), point('2026-11-14T03:00:00Z', 2)]);
  expect(trend.every).toBe('per hour');
  expect(trend.buckets.map((bucket) => bucket.usd)).toEqual([[1], [0], [2]]);
});

it('folds long windows into days from midnight to midnight', () => {
  const trend = trendBuckets(
    [point('2026-11-14T23:00:00Z', 1), point('2026-11-15T00:00:00Z', 2), point('2026-11-15T22:00:00Z', 4)],
    3,
  );
  expect(trend.every).toBe('per day');
  expect(trend.buckets).toEqual([
    { label: '14 Nov 2026, 00:00', usd: [1] },
    { label: '15 Nov 2026, 00:00', usd: [6] },
  ]);
});

it('orders classes by cost and leaves out those that are free', () => {
  const hour = '2026-11-14T01:00:00Z';
  const trend = trendBuckets([
    point(hour, 1),
    point(hour, 3, 'cross_az'),
    { ...point(hour, 0), class: 'same_az' },
  ]);
  expect(trend.classes).toEqual(['cross_az', 'internet']);
  expect(trend.buckets[0]?.usd).toEqual([3, 1]);
});

it('never makes more buckets than asked for, even over decades', () => {
  const trend = trendBuckets([point('1996-01-01T00:00:00Z', 1), point('2026-01-01T00:00:00Z', 1)], 31);
  expect(trend.buckets.length).toBeLessThanOrEqual(31);
});

it('is empty when nothing costs anything', () => {
  expect(trendBuckets([point('2026-11-14T01:00:00Z', 0)]).buckets).toEqual([]);
});
