import { causesOf, everyHour, evidenceOf, only, savingsOf, secondOf, WEEK } from '../testing/fixture';

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
    usd_per_gb: usdPerMonth / gbPerMonth,
    ...rest,
  });

const addresses = Array.from({ length: 10 }, (_, i) => ({ address: `8.8.8.${i}`, is_private: false }));

/** A host and others outside on port 443, hour by hour: as many as make it a server, unless another number is given. */
const legs = (interfaceId: string, remotes = addresses.length, rest: object = {}) =>
  Array.from({ length: WEEK }, (_, hour) =>
    addresses.slice(0, remotes).map(({ address }) => ({
      hour_start: secondOf(hour),
      vantage: 'workload',
      vantage_id: interfaceId,
      direction: 'out',
      remote_address: address,
      service_port: 443,
      host_serves: true,
      bytes: 1000,
      ...rest,
    })),
  ).flat();

describe('no-cf', () => {
  it('compares 50 TB of internet transfer (4,394.20) with CloudFront pay-as-you-go', async () => {
    const finding = only(
      await savingsOf({ egress_hourly: server(), flow_legs: legs('eni-web'), addresses }),
      'no-cf',
    );
    expect(evidenceOf(finding, 'internet transfer today')).toBeCloseTo(4394.2, 3);
    expect(evidenceOf(finding, 'CloudFront pay-as-you-go')).toBeCloseTo(CLOUDFRONT_OF_50_TB, 3);
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(DTO_OF_50_TB - CLOUDFRONT_OF_50_TB, 3);
  });

  it('takes a flat-rate plan for the upper bound only, as flow logs do not count requests', async () => {
    const finding = only(
      await savingsOf({
        egress_hourly: server(51_199, DTO_OF_50_TB - 0.085),
        flow_legs: legs('eni-web'),
        addresses,
      }),
      'no-cf',
    );
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
      flow_legs: ['eni-web', 'eni-web-2', 'eni-web-3'].flatMap((id) => legs(id)),
      addresses,
    });
    // 2,000 GB leave: 1,900 · 0.09 today, (2,000 − 1,024) · 0.085 from CloudFront.
    expect(savings.saving.expected).toBeCloseTo(usd + 90 - 976 * 0.085, 3);
  });

  it('does not take a host of few clients, a host behind NAT or another protocol for a web server', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...server(1000, 90, { interface_id: 'eni-few' }),
        ...server(1000, 90, { resource_type: 'nat', resource_id: 'nat-0a' }),
        ...server(1000, 90, { service_port: 22 }),
      ],
      flow_legs: [...legs('eni-few', 9), ...legs('eni-web'), ...legs('eni-web', 10, { service_port: 22 })],
      addresses,
    });
    expect(causesOf(savings)).not.toContain('no-cf');
  });

  it('does not take the client of many servers for one', async () => {
    const savings = await savingsOf({
      egress_hourly: server(1000, 90),
      flow_legs: legs('eni-web', 10, { host_serves: false }),
      addresses,
    });
    expect(causesOf(savings)).not.toContain('no-cf');
  });

  it('does not count own hosts as clients', async () => {
    const savings = await savingsOf({
      egress_hourly: server(1000, 90),
      flow_legs: legs('eni-web'),
      addresses: addresses.map(({ address }) => ({ address, is_private: true })),
    });
    expect(causesOf(savings)).not.toContain('no-cf');
  });

  it('leaves out what a web server sends as the client of others', async () => {
    const savings = await savingsOf({
      egress_hourly: server(4000, 360),
      flow_legs: [...legs('eni-web'), ...legs('eni-web', 3, { host_serves: false, bytes: 10_000 })],
      addresses,
    });
    expect(evidenceOf(only(savings, 'no-cf'), 'web bytes to the internet')).toBeCloseTo(1000, 5);
  });

  it('takes a load balancer for a server however few its clients are', async () => {
    const savings = await savingsOf({
      egress_hourly: server(1000, 81),
      flow_legs: legs('eni-web', 1),
      addresses,
      ref_interfaces: [
        { interface_id: 'eni-web', interface_type: 'load_balancer', resource_id: 'app/shop/1' },
      ],
    });
    expect(only(savings, 'no-cf').resource).toBe('app/shop/1');
  });
});
