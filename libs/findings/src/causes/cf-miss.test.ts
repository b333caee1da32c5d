import { causesOf, evidenceOf, only, savingsOf, secondOf } from '../testing/fixture';

const GB = 2 ** 30;
const answer = (result_type: string, gb: number) => ({
  distribution_id: 'E1',
  result_type,
  content_type: 'video/mp4',
  request_time: secondOf(0),
  sc_bytes: gb * GB,
});

describe('cf-miss', () => {
  it('reports the byte hit ratio and, honestly, no saving', async () => {
    const savings = await savingsOf({
      cloudfront_requests: [
        answer('Hit', 30),
        answer('RefreshHit', 30),
        answer('Miss', 40),
        answer('Error', 900),
      ],
    });
    const finding = only(savings, 'cf-miss');
    expect(finding.savingUsdPerMonth).toEqual({ low: 0, expected: 0, high: 0 });
    expect(evidenceOf(finding, 'byte hit ratio')).toBe(60);
    expect(finding.title).toBe('E1 serves only 60 % of its bytes from the cache');
  });

  it('is silent about a distribution that hits well', async () => {
    const savings = await savingsOf({ cloudfront_requests: [answer('Hit', 81), answer('Miss', 19)] });
    expect(causesOf(savings)).not.toContain('cf-miss');
  });
});
