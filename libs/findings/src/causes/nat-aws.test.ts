import { causesOf, everyHour, evidenceOf, only, savingsOf } from '../testing/fixture';

const AWS_THROUGH_NAT = {
  egress_class: 'nat_processing',
  resource_type: 'nat',
  resource_id: 'nat-0a',
  az_id: 'use1-az1',
  subnet_id: 'subnet-a',
  remote_service: 'CODEBUILD',
  remote_region: 'us-east-1',
  usd_per_gb: 0.045,
};

describe('nat-aws', () => {
  it('saves G·(0.045 − 0.01) less 7.30 per zone of the senders', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(0.5, AWS_THROUGH_NAT),
        ...everyHour(0.5, { ...AWS_THROUGH_NAT, az_id: 'use1-az2', subnet_id: 'subnet-b' }),
      ],
    });
    const finding = only(savings, 'nat-aws');
    // 730 GB · 0.035 = 25.55, less 2 · 7.30.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(10.95, 9);
    expect(finding.savingUsdPerMonth.low).toBeCloseTo(10.95, 9);
    expect(evidenceOf(finding, 'break-even per zone')).toBe(208.5714);
    expect(evidenceOf(finding, 'break-even')).toBe(417.1429);
    expect(finding.fix.awsCli).toContain('com.amazonaws.us-east-1.codebuild');
    expect(finding.fix.awsCli).toContain('--subnet-ids subnet-a subnet-b');
  });

  it('proposes nothing below the break-even, and something just above it', async () => {
    const breakEvenGbPerHour = 7.3 / 0.035 / 730;
    const below = await savingsOf({ egress_hourly: everyHour(breakEvenGbPerHour * 0.999, AWS_THROUGH_NAT) });
    const above = await savingsOf({ egress_hourly: everyHour(breakEvenGbPerHour * 1.01, AWS_THROUGH_NAT) });
    expect(causesOf(below)).not.toContain('nat-aws');
    expect(only(above, 'nat-aws').savingUsdPerMonth.expected).toBeCloseTo(0.073, 6);
  });

  it('does not let the way to the gateway lift a service above its break-even', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(0.25, AWS_THROUGH_NAT),
        ...everyHour(0.25, { ...AWS_THROUGH_NAT, egress_class: 'cross_az', usd_per_gb: 0.02 }),
      ],
    });
    // 182.5 GB are below 208.6, though 182.5 · (0.035 + 0.02) are more than 7.30.
    expect(causesOf(savings)).not.toContain('nat-aws');
  });

  it('is sure of nothing where the ranges do not name the service', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, { ...AWS_THROUGH_NAT, remote_service: 'AMAZON' }),
    });
    const finding = only(savings, 'nat-aws');
    expect(finding.savingUsdPerMonth.low).toBe(0);
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(18.25, 9);
    expect(finding.fix.summary).toContain('query log');
  });

  it('finds what the default format tells of the remote side only', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, {
        ...AWS_THROUGH_NAT,
        egress_class: 'cross_az',
        resource_type: 'public_address',
        remote_service: 'EC2',
        usd_per_gb: 0.01,
      }),
      ref_rates: [
        {
          egress_class: 'nat_processing',
          region: 'us-east-1',
          peer_region: '',
          usd_per_gb: 0.045,
          rate_source: 'list',
        },
      ],
    });
    expect(only(savings, 'nat-aws').savingUsdPerMonth.expected).toBeCloseTo(18.25, 9);
  });

  it('leaves services without interface endpoint and own hosts alone', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, { ...AWS_THROUGH_NAT, remote_service: 'GLOBALACCELERATOR' }),
        ...everyHour(1, { ...AWS_THROUGH_NAT, remote_service: 'EC2', peer_interface_id: 'eni-own' }),
      ],
    });
    expect(causesOf(savings)).not.toContain('nat-aws');
  });
});
