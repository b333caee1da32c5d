import { causesOf, everyHour, evidenceOf, only, savingsOf } from '../testing/fixture';

const S3_THROUGH_NAT = {
  egress_class: 'nat_processing',
  resource_type: 'nat',
  resource_id: 'nat-0a',
  az_id: 'use1-az1',
  remote_service: 'S3',
  remote_region: 'us-east-1',
  usd_per_gb: 0.045,
};

describe('nat-s3', () => {
  it('saves the processing of both directions: 730 GB a month at 0.045 are 32.85', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(0.25, S3_THROUGH_NAT),
        ...everyHour(0.75, { ...S3_THROUGH_NAT, direction: 'in' }),
      ],
    });
    const finding = only(savings, 'nat-s3');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(32.85, 9);
    expect(finding.savingUsdPerMonth.low).toBeCloseTo(32.85, 9);
    expect(finding.title).toBe('vpc-1 reaches S3 of its own region through nat-0a: $32.85 a month');
    expect(evidenceOf(finding, 'S3 bytes through NAT, both directions')).toBe(730);
    expect(evidenceOf(finding, 'sample length')).toBe(168);
    expect(finding.fix.awsCli).toContain('--service-name com.amazonaws.us-east-1.s3');
    expect(finding.fix.awsCli).toContain('Name=route.nat-gateway-id,Values=nat-0a');
    expect(finding.fix.terraform).toContain('vpc_id            = "vpc-1"');
  });

  it('uses the rate that the rows carry, which is the bill’s where there is one', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, { ...S3_THROUGH_NAT, usd_per_gb: 0.03, rate_source: 'bill' }),
    });
    const finding = only(savings, 'nat-s3');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(21.9, 9);
    expect(finding.evidence.map(({ name }) => name)).toContain('NAT data processing (bill price)');
  });

  it('reads the default log format, where bytes to S3 are in the class of the remote', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(1, {
        ...S3_THROUGH_NAT,
        egress_class: 'same_region_service',
        resource_type: 'nat_remote',
        usd_per_gb: 0,
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
    expect(only(savings, 'nat-s3').savingUsdPerMonth.expected).toBeCloseTo(32.85, 9);
  });

  it('makes one finding per VPC, whatever the number of gateways', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, S3_THROUGH_NAT),
        ...everyHour(1, { ...S3_THROUGH_NAT, resource_id: 'nat-0b' }),
        ...everyHour(1, { ...S3_THROUGH_NAT, vpc_id: 'vpc-2', resource_id: 'nat-0c' }),
      ],
    });
    expect(savings.findings.map(({ resource }) => resource)).toEqual(['vpc-1', 'vpc-2']);
    expect(savings.saving.expected).toBeCloseTo(98.55, 9);
  });

  it('leaves S3 of another region and other services alone', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(1, { ...S3_THROUGH_NAT, remote_region: 'us-west-2' }),
        ...everyHour(1, { ...S3_THROUGH_NAT, remote_service: 'AMAZON' }),
      ],
    });
    expect(causesOf(savings)).not.toContain('nat-s3');
  });
});
