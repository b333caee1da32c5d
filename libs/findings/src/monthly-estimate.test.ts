import { monthlyEstimate } from './monthly-estimate';

const even = (hours: number, value = 1) => Array.from({ length: hours }, () => value);

describe('monthlyEstimate', () => {
  it('extrapolates the mean per hour to 730 hours', () => {
    expect(monthlyEstimate(even(168, 2), 168)).toEqual({ low: 1460, expected: 1460, high: 1460 });
  });

  it('divides by the window, not by the hours that it touches', () => {
    expect(monthlyEstimate([1, 2], 1.5).expected).toBe(1460);
  });

  it('widens by the 90 % t-interval of the hourly values', () => {
    // 336 alternating hours: deviation 1, no likeness, t = 1.645.
    const values = Array.from({ length: 336 }, (_, hour) => (hour % 2 === 0 ? 1 : 3));
    const half = 1.645 * Math.sqrt(336 / 335 / 336) * 730;
    const { low, expected, high } = monthlyEstimate(values, 336);
    expect(expected).toBe(1460);
    expect(high - expected).toBeCloseTo(half, 9);
    expect(expected - low).toBeCloseTo(half, 9);
  });

  it('trusts alike neighbouring hours less than independent ones', () => {
    const alternating = Array.from({ length: 336 }, (_, hour) => (hour % 2 === 0 ? 1 : 3));
    const daily = Array.from({ length: 336 }, (_, hour) => (hour % 24 < 12 ? 1 : 3));
    expect(monthlyEstimate(daily, 336).high).toBeGreaterThan(1.01 * monthlyEstimate(alternating, 336).high);
  });

  it('doubts what it has not seen: an hour of a day may be anything from next to nothing to twice', () => {
    const { low, expected, high } = monthlyEstimate([1], 1);
    const doubt = 23 / 24 + 0.25 * (167 / 168);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(expected * (1 + doubt), 9);
  });

  it('doubts a day by the share of the week that is missing', () => {
    const { low, high } = monthlyEstimate(even(24), 24);
    expect(low).toBeCloseTo(730 * (1 - 0.25 * (6 / 7)), 9);
    expect(high).toBeCloseTo(730 * (1 + 0.25 * (6 / 7)), 9);
  });

  it('is nothing without traffic or without a window', () => {
    expect(monthlyEstimate(even(5, 0), 5).high).toBe(0);
    expect(monthlyEstimate([], 0).high).toBe(0);
  });
});
