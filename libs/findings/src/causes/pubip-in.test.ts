import { everyHour, only, savingsOf } from '../testing/fixture';

const PUBLIC_PATH = {
  egress_class: 'cross_az',
  resource_type: 'internet_gateway',
  az_id: 'use1-az1',
  peer_az_id: 'use1-az1',
  interface_id: 'eni-a',
  peer_interface_id: 'eni-b',
  peer_vpc_id: 'vpc-1',
  usd_per_gb: 0.02,
};

describe('pubip-in', () => {
  it('saves both sides of a byte within a zone', async () => {
    const savings = await savingsOf({ egress_hourly: everyHour(1, PUBLIC_PATH) });
    expect(only(savings, 'pubip-in').savingUsdPerMonth.expected).toBeCloseTo(14.6, 9);
  });

  it('saves nothing between zones, where the private way costs as much', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, { ...PUBLIC_PATH, peer_az_id: 'use1-az2' }),
    });
    const finding = only(savings, 'pubip-in');
    expect(finding.savingUsdPerMonth.high).toBe(0);
    expect(finding.title).toBe('Hosts of vpc-1 reach each other by public addresses');
  });

  it('saves the NAT processing on the way to an own public address', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, {
        ...PUBLIC_PATH,
        egress_class: 'nat_processing',
        resource_type: 'nat',
        remote_service: 'EC2',
        remote_region: 'us-east-1',
        usd_per_gb: 0.045,
      }),
    });
    expect(only(savings, 'pubip-in').savingUsdPerMonth.expected).toBeCloseTo(32.85, 9);
    expect(savings.findings).toHaveLength(1);
  });
});
