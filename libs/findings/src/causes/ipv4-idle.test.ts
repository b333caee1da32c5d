import { only, savingsOf, weekOfBill } from '../testing/fixture';

const UNATTACHED = [
  { address_key: '403000001', address: '3.0.0.1', interface_id: null, is_public: true },
  { address_key: '403000002', address: '3.0.0.2', interface_id: null, is_public: true },
  { address_key: '40A000001', address: '10.0.0.1', interface_id: 'eni-a', is_public: false },
];
const RANGES = [{ range_start: '403000000', range_end: '403FFFFFF', service: 'EC2', region: 'us-east-1' }];

describe('ipv4-idle', () => {
  it('saves 3.65 for each unattached address of the inventory', async () => {
    const savings = await savingsOf(
      { ref_addresses: UNATTACHED, ref_ip_ranges: RANGES },
      { hasInventory: true },
    );
    const finding = only(savings, 'ipv4-idle');
    expect(finding.savingUsdPerMonth).toEqual({ low: 7.3, expected: 7.3, high: 7.3 });
    expect(finding.region).toBe('us-east-1');
    expect(finding.fix.awsCli).toContain('--public-ips 3.0.0.2');
    expect(finding.risk).toContain('never automate');
  });

  it('believes the bill where it has idle hours', async () => {
    const line = weekOfBill({
      line_kind: 'hours',
      usage_type: 'PublicIPv4:IdleAddress',
      quantity: 504,
      cost: 2.52,
    });
    const savings = await savingsOf({ bill_lines: [line] });
    expect(only(savings, 'ipv4-idle').savingUsdPerMonth.expected).toBeCloseTo(10.95, 9);
  });
});
