import { causesOf, everyHour, evidenceOf, only, savingsOf, silent, type Tables } from '../testing/fixture';

const IDLE_GATEWAY: Tables = {
  egress_hourly: everyHour(1, { egress_class: 'same_az', resource_type: 'local', usd_per_gb: 0 }, 336),
  flow_conversations: silent('eni-nat', 336),
  ref_nat_gateways: [
    { nat_gateway_id: 'nat-0i', region: 'us-east-1', vpc_id: 'vpc-1', az_id: 'use1-az1', state: 'available' },
  ],
  ref_interfaces: [
    { interface_id: 'eni-nat', vpc_id: 'vpc-1', interface_type: 'nat_gateway', resource_id: 'nat-0i' },
  ],
  ref_addresses: [
    { address: '10.0.0.9', interface_id: 'eni-nat', is_public: false },
    { address: '3.3.3.3', interface_id: 'eni-nat', is_public: true },
  ],
};

describe('nat-idle', () => {
  it('saves the hours and the public address: 32.85 + 3.65', async () => {
    const savings = await savingsOf(IDLE_GATEWAY, { windowHours: 336, hasInventory: true });
    const finding = only(savings, 'nat-idle');
    expect(finding.savingUsdPerMonth).toEqual({ low: 36.5, expected: 36.5, high: 36.5 });
    expect(finding.fix.awsCli).toContain('delete-nat-gateway --region us-east-1 --nat-gateway-id nat-0i');
  });

  it('takes the hourly price from the bill where it has one', async () => {
    const savings = await savingsOf(
      {
        ...IDLE_GATEWAY,
        bill_lines: [
          {
            line_kind: 'hours',
            region: 'us-east-1',
            usage_type: 'NatGateway-Hours',
            quantity: 10,
            cost: 0.4,
          },
        ],
      },
      { windowHours: 336, hasInventory: true },
    );
    expect(only(savings, 'nat-idle').savingUsdPerMonth.expected).toBeCloseTo(29.2 + 3.65, 9);
  });

  it('is sure of nothing that it did not look at for 14 days', async () => {
    const savings = await savingsOf(
      { ...IDLE_GATEWAY, flow_conversations: silent('eni-nat', 335) },
      { windowHours: 336, hasInventory: true },
    );
    const finding = only(savings, 'nat-idle');
    expect(finding.savingUsdPerMonth.low).toBe(0);
    expect(evidenceOf(finding, 'confidence')).toContain('low');
  });

  it('does not call a gateway idle that works, or whose VPC has no logs', async () => {
    const busy = everyHour(1, {
      egress_class: 'nat_processing',
      resource_type: 'nat',
      resource_id: 'nat-0i',
      usd_per_gb: 0.045,
    });
    const working = await savingsOf({ ...IDLE_GATEWAY, egress_hourly: busy }, { hasInventory: true });
    const elsewhere = (IDLE_GATEWAY.egress_hourly ?? []).map((row) => ({ ...row, vpc_id: 'vpc-9' }));
    const unlogged = await savingsOf({ ...IDLE_GATEWAY, egress_hourly: elsewhere }, { hasInventory: true });
    expect(causesOf(working)).not.toContain('nat-idle');
    expect(causesOf(unlogged)).not.toContain('nat-idle');
  });

  it('does not call a gateway idle whose own interface does not log, and says so', async () => {
    const skipped = silent('eni-nat', 336).map((row) => ({ ...row, log_status: 'SKIPDATA' }));
    for (const flow_conversations of [silent('eni-other', 336), skipped]) {
      const savings = await savingsOf(
        { ...IDLE_GATEWAY, flow_conversations },
        { windowHours: 336, hasInventory: true },
      );
      expect(causesOf(savings)).not.toContain('nat-idle');
      expect(savings.notes).toContainEqual(expect.stringMatching(/^Not checked: nat-idle of nat-0i\. /));
    }
  });

  it('knows a regional gateway by the id in its records', async () => {
    const regional = silent('', 336).map((row) => ({ ...row, interface_id: null, resource_id: 'nat-0i' }));
    const savings = await savingsOf(
      { ...IDLE_GATEWAY, ref_interfaces: [], flow_conversations: regional },
      { windowHours: 336, hasInventory: true },
    );
    expect(only(savings, 'nat-idle').savingUsdPerMonth.low).toBe(32.85);
    expect(savings.notes.join()).not.toContain('nat-idle');
  });

  it('is not looked for without an inventory, and a note says so', async () => {
    const savings = await savingsOf(IDLE_GATEWAY, { windowHours: 336 });
    expect(causesOf(savings)).not.toContain('nat-idle');
    expect(savings.notes.join('\n')).toMatch(/nat-idle.*describe-nat-gateways\.json/);
  });
});
