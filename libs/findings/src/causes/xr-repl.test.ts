import { causesOf, everyHour, evidenceOf, only, savingsOf, weekOfBill } from '../testing/fixture';

const REPLICATION = {
  egress_class: 'inter_region',
  resource_type: 'inter_region_peering',
  remote_region: 'us-west-2',
  instance_id: 'i-db',
  usd_per_gb: 0.02,
};
const BILLED = weekOfBill({
  service: 'AmazonS3',
  egress_class: 'inter_region',
  from_region: 'us-east-1',
  to_region: 'us-west-2',
  resource_id: 'backups',
  bytes: 168 * 2 ** 30,
  cost: 3.36,
});

describe('xr-repl', () => {
  it('expects half of the bytes to be avoidable, between none and all', async () => {
    const savings = await savingsOf({ egress_hourly: everyHour(1, REPLICATION) });
    const finding = only(savings, 'xr-repl');
    expect(finding.savingUsdPerMonth.low).toBe(0);
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(7.3, 9);
    expect(finding.savingUsdPerMonth.high).toBeCloseTo(14.6, 9);
    expect(evidenceOf(finding, 'sent by i-db')).toBe(14.6);
  });

  it('finds in the bill what buckets replicate, which no flow log sees', async () => {
    const savings = await savingsOf({ bill_lines: [BILLED] });
    const finding = only(savings, 'xr-repl');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(7.3, 9);
    expect(finding.resource).toBe('backups');
  });

  it('does not count a bucket’s bytes from the logs again when the bill has them', async () => {
    const logged = everyHour(1, {
      ...REPLICATION,
      vpc_id: null,
      resource_id: 'arn:aws:s3:::backups',
      resource_type: 'bucket',
    });
    const savings = await savingsOf({ egress_hourly: logged, bill_lines: [BILLED] });
    expect(causesOf(savings)).toEqual(['xr-repl']);
  });

  it('shares the pool with reads of S3 in another region, which are the same bytes', async () => {
    const read = everyHour(1, {
      egress_class: 'nat_processing',
      resource_type: 'nat',
      direction: 'in',
      resource_id: 'nat-0a',
      region: 'us-west-2',
      remote_service: 'S3',
      remote_region: 'us-east-1',
      usd_per_gb: 0,
    });
    const savings = await savingsOf({ egress_hourly: read, bill_lines: [BILLED] });
    // All 14.60 that the bill has are saved by nat-s3-xr: nothing is left for xr-repl.
    expect(causesOf(savings)).toEqual(['nat-s3-xr']);
    expect(savings.saving.expected).toBeCloseTo(14.6, 9);
  });
});
