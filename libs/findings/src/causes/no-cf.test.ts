import { causesOf, everyHour, evidenceOf, only, savingsOf } from '../testing/fixture';

const DTO_OF_50_TB = 10_240 * 0.09 + 40_960 * 0.085 - 9;
const CLOUDFRONT_OF_50_TB = (10_240 - 1024) * 0.085 + 40_960 * 0.08;

/** Web traffic of a public server, 50 TB a month unless another number of GB is given. */
const server = (gbPerMonth = 51_200, usdPerMonth = DTO_OF_50_TB, rest: object = {}) =>
  everyHour(gbPerMonth / 730, {
    egress_class: 'internet',
    resource_type: 'internet_gateway',
    interface_id: 'eni-web',
    instance_id: 'i-web',
    service_port: 443,
    distinct_destinations: 50,
    usd_per_gb: usdPerMonth / gbPerMonth,
    ...rest,
  });

describe('no-cf', () => {
  it('compares 50 TB of internet transfer (4,394.20) with CloudFront pay-as-you-go', async () => {
    const finding = only(await savingsOf({ egress_hourly: server() }), 'no-cf');
    expect(evidenceOf(finding, 'internet transfer today')).toBeCloseTo(4394.2, 3);
    expect(evidenceOf(finding, 'CloudFront pay-as-you-go')).toBeCloseTo(CLOUDFRONT_OF_50_TB, 3);
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(DTO_OF_50_TB - CLOUDFRONT_OF_50_TB, 3);
  });

  it('takes a flat-rate plan for the upper bound only, as flow logs do not count requests', async () => {
    const finding = only(await savingsOf({ egress_hourly: server(51_199, DTO_OF_50_TB - 0.085) }), 'no-cf');
    expect(finding.savingUsdPerMonth.high).toBeCloseTo(DTO_OF_50_TB - 0.085 - 15, 2);
    expect(evidenceOf(finding, 'CloudFront Pro plan')).toContain('enough if the requests fit');
    expect(evidenceOf(finding, 'CloudFront Free plan')).toContain('too small');
  });

  it('uses CloudFront’s free terabyte once, however many servers move', async () => {
    const usd = 900 * 0.09;
    const savings = await savingsOf({
      egress_hourly: [
        ...server(500, usd / 2),
        ...server(500, usd / 2, { interface_id: 'eni-web-2', instance_id: 'i-web-2' }),
        ...server(1000, 90, { interface_id: 'eni-web-3', instance_id: 'i-web-3' }),
      ],
    });
    // 2,000 GB leave: 1,900 · 0.09 today, (2,000 − 1,024) · 0.085 from CloudFront.
    expect(savings.saving.expected).toBeCloseTo(usd + 90 - 976 * 0.085, 3);
  });

  it('does not take a client of few servers, a host behind NAT or another protocol for a web server', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...server(1000, 90, { distinct_destinations: 3 }),
        ...server(1000, 90, { resource_type: 'nat', resource_id: 'nat-0a' }),
        ...server(1000, 90, { service_port: 22 }),
      ],
    });
    expect(causesOf(savings)).not.toContain('no-cf');
  });

  it('takes a load balancer for a server however few its clients are', async () => {
    const savings = await savingsOf({
      egress_hourly: server(1000, 81, { distinct_destinations: 1 }),
      ref_interfaces: [
        { interface_id: 'eni-web', interface_type: 'load_balancer', resource_id: 'app/shop/1' },
      ],
    });
    expect(only(savings, 'no-cf').resource).toBe('app/shop/1');
  });
});
