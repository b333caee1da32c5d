import { loadPriceBook } from './price-book';
import { priceRows } from './price-rows';

const book = loadPriceBook();

describe('priceRows', () => {
  it('lists the prices that hold in a region, tier by tier, with source and date', () => {
    const internet = priceRows(book, 'eu-west-1').filter(({ item }) => item === 'internet');
    expect(internet.map(({ gb, usd }) => [gb?.from, gb?.to, usd])).toEqual([
      [0, 10240, 0.09],
      [10240, 51200, 0.085],
      [51200, 153600, 0.07],
      [153600, null, 0.05],
    ]);
    expect(internet[0]).toMatchObject({
      region: 'eu-west-1',
      per: 'GB',
      source: 'ec2',
      url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
      asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      verified: true,
    });
  });

  it('shows the default and the special pairs of a region', () => {
    const interRegion = priceRows(book, 'us-east-1').filter(({ item }) => item === 'inter_region');
    expect(interRegion.map(({ region, usd }) => [region, usd])).toEqual([
      ['us-east-1', 0.02],
      ['us-east-1 → us-east-2', 0.01],
    ]);
  });

  it('says of a price that nobody checked where it comes from', () => {
    const [nat] = priceRows(book, 'eu-central-1').filter(({ item }) => item === 'nat_processing');
    expect(nat).toMatchObject({ usd: 0.052, verified: false, note: expect.any(String) });
  });

  it('has CloudFront and its plans in the whole book only', () => {
    const items = (region?: string) => new Set(priceRows(book, region).map(({ item }) => item));
    expect(items()).toContain('cloudfront');
    expect(items()).toContain('CloudFront plan Pro');
    expect(items('us-east-1')).not.toContain('cloudfront');
  });
});
