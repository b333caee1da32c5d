import { everyHour, only, savingsOf } from '../testing/fixture';

const REMOTE_S3 = {
  egress_class: 'nat_processing',
  resource_type: 'nat',
  resource_id: 'nat-0a',
  remote_service: 'S3',
  remote_region: 'us-west-2',
  usd_per_gb: 0.045,
};

describe('nat-s3-xr', () => {
  it('saves processing of both directions and the transfer of what is read', async () => {
    const savings = await savingsOf({
      egress_hourly: [
        ...everyHour(0.5, REMOTE_S3),
        ...everyHour(1, { ...REMOTE_S3, direction: 'in' }),
        ...everyHour(0.5, { ...REMOTE_S3, egress_class: 'inter_region', usd_per_gb: 0 }),
      ],
    });
    const finding = only(savings, 'nat-s3-xr');
    // 1,095 GB · 0.045 + 730 GB · 0.02.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(63.875, 9);
    expect(finding.doesNotHelp).toContain('A gateway endpoint does not help');
  });
});
