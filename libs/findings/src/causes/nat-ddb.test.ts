import { everyHour, only, savingsOf } from '../testing/fixture';

describe('nat-ddb', () => {
  it('proposes a DynamoDB gateway endpoint and saves the processing', async () => {
    const savings = await savingsOf({
      egress_hourly: everyHour(2, {
        egress_class: 'nat_processing',
        resource_type: 'nat',
        resource_id: 'nat-0a',
        remote_service: 'DYNAMODB',
        remote_region: 'us-east-1',
        usd_per_gb: 0.045,
      }),
    });
    const finding = only(savings, 'nat-ddb');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(65.7, 9);
    expect(finding.fix.awsCli).toContain('com.amazonaws.us-east-1.dynamodb');
    expect(savings.findings).toHaveLength(1);
  });
});
