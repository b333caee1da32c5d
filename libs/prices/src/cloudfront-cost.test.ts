import { cloudFrontCost, compareCloudFrontPlans, mixedCloudFrontCost } from './cloudfront-cost';
import { loadPriceBook } from './price-book';

const book = loadPriceBook();
const TB = 1024;

describe('cloudFrontCost', () => {
  it('makes 50 TB in the US cost $4,060', () => {
    expect(cloudFrontCost(book, 50 * TB)).toBeCloseTo(4060.16, 8);
  });

  it.each([
    [1 * TB, 0.085],
    [10 * TB, 0.08],
    [50 * TB, 0.06],
    [150 * TB, 0.04],
    [500 * TB, 0.03],
    [1024 * TB, 0.025],
    [5 * 1024 * TB, 0.02],
  ])('charges the GB after %d GB with %d', (gb, usdPerGb) => {
    expect(cloudFrontCost(book, gb + 1) - cloudFrontCost(book, gb)).toBeCloseTo(usdPerGb, 8);
  });

  it('is zero up to the free TB', () => {
    expect(cloudFrontCost(book, TB)).toBe(0);
  });

  it('refuses a geography that it has no price for', () => {
    expect(() => cloudFrontCost(book, 1, 'MOON')).toThrow('no CloudFront geography MOON');
  });
});

describe('mixedCloudFrontCost', () => {
  it('gives the free TB once and each geography tiers of its own', () => {
    const freeGb = TB / 2;
    expect(mixedCloudFrontCost(book, 40 * TB, { US: 0.5, SA: 0.5 })).toBeCloseTo(
      (10 * TB - freeGb) * (0.085 + 0.11) + 10 * TB * (0.08 + 0.105),
      8,
    );
  });

  it('is zero up to the free TB, wherever the edges are', () => {
    expect(mixedCloudFrontCost(book, TB, { US: 0.25, IN: 0.75 })).toBe(0);
  });
});

describe('compareCloudFrontPlans', () => {
  it.each([
    [50, 500_000, 'Free'],
    [50 * TB, 10_000_000, 'Pro'],
    [50 * TB, 10_000_001, 'Business'],
    [1 * TB, 126_000_000, 'Premium'],
  ])('finds for %d GB and %d requests the plan %s', (gb, requests, plan) => {
    expect(compareCloudFrontPlans(book, { gb, requests }).plan?.name).toBe(plan);
  });

  it('finds no plan for more than 50 TB or 500 M requests', () => {
    expect(compareCloudFrontPlans(book, { gb: 50 * TB + 1, requests: 1 }).plan).toBeNull();
    expect(compareCloudFrontPlans(book, { gb: 1, requests: 500_000_001 }).plan).toBeNull();
  });

  it('adds the requests beyond the free ten million to pay-as-you-go', () => {
    expect(compareCloudFrontPlans(book, { gb: 50 * TB, requests: 110_000_000 }).payAsYouGoUsd).toBeCloseTo(
      4160.16,
      8,
    );
  });
});
