import { internetCost, monthlyInternetCost } from './internet-cost';
import { loadPriceBook } from './price-book';

const book = loadPriceBook();
const TB = 1024;

describe('internetCost', () => {
  it('makes 50 TB out of us-east-1 cost $4,394', () => {
    expect(internetCost(book, 'us-east-1', 50 * TB)).toBeCloseTo(4394.2, 8);
  });

  it('is zero up to the free 100 GB and charges the first byte beyond', () => {
    expect(internetCost(book, 'us-east-1', 100)).toBe(0);
    expect(internetCost(book, 'us-east-1', 101)).toBeCloseTo(0.09, 10);
  });

  it('gives GovCloud no free GB', () => {
    expect(internetCost(book, 'us-gov-west-1', 100)).toBeCloseTo(15.5, 10);
  });
});

describe('monthlyInternetCost', () => {
  it('shares the free 100 GB among regions in proportion to their volume', () => {
    const usd = monthlyInternetCost(book, { 'us-east-1': 300, 'sa-east-1': 100 });
    expect(usd['us-east-1']).toBeCloseTo((300 - 75) * 0.09, 10);
    expect(usd['sa-east-1']).toBeCloseTo((100 - 25) * 0.15, 10);
  });

  it('leaves GovCloud out of the sharing', () => {
    const usd = monthlyInternetCost(book, { 'us-east-1': 200, 'us-gov-east-1': 200 });
    expect(usd['us-east-1']).toBeCloseTo(9, 10);
    expect(usd['us-gov-east-1']).toBeCloseTo(31, 10);
  });

  it('costs nothing while all regions together stay within the allowance', () => {
    expect(monthlyInternetCost(book, { 'us-east-1': 60, 'eu-west-1': 40, 'ap-south-1': 0 })).toEqual({
      'us-east-1': 0,
      'eu-west-1': 0,
      'ap-south-1': 0,
    });
  });
});
