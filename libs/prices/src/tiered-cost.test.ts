import fc from 'fast-check';
import { tieredCost } from './tiered-cost';

const TIERS = [
  { upToGb: 10, usdPerGb: 3 },
  { upToGb: 30, usdPerGb: 2 },
  { upToGb: null, usdPerGb: 1 },
];

describe('tieredCost', () => {
  it.each([
    [0, 0],
    [10, 30],
    [11, 32],
    [30, 70],
    [31, 71],
    [100, 140],
  ])('of %d GB is %d', (gb, usd) => {
    expect(tieredCost(TIERS, gb)).toBe(usd);
  });

  it('never falls as the volume grows, and never exceeds the first price', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (a, b) => {
          expect(tieredCost(TIERS, a + b)).toBeGreaterThanOrEqual(tieredCost(TIERS, a));
          expect(tieredCost(TIERS, a)).toBeLessThanOrEqual(3 * a + 1e-6);
        },
      ),
    );
  });
});
