import { causesOf, everyHour, only, savingsOf, type Tables } from '../testing/fixture';

const TRAFFIC = {
  egress_class: 'privatelink',
  resource_type: 'endpoint',
  resource_id: 'vpce-s3',
  interface_id: 'eni-app',
  usd_per_gb: 0.01,
};
const INVENTORY: Tables = {
  ref_endpoints: [
    {
      endpoint_id: 'vpce-s3',
      region: 'us-east-1',
      vpc_id: 'vpc-1',
      service_name: 'com.amazonaws.us-east-1.s3',
      endpoint_type: 'Interface',
      az_count: 2,
    },
  ],
  ref_interfaces: [{ interface_id: 'eni-app', vpc_id: 'vpc-1' }],
  ref_nat_gateways: [{ nat_gateway_id: 'nat-0a', region: 'us-east-1', vpc_id: 'vpc-1', state: 'deleted' }],
};

describe('s3-iface', () => {
  it('saves the bytes and the hours of all zones', async () => {
    const savings = await savingsOf(
      { ...INVENTORY, egress_hourly: everyHour(1, TRAFFIC) },
      { hasInventory: true },
    );
    const finding = only(savings, 's3-iface');
    // 730 GB · 0.01 + 2 · 7.30.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(21.9, 9);
    expect(finding.fix.awsCli).toContain('--vpc-endpoint-type Gateway');
    expect(causesOf(savings)).not.toContain('vpce-drop');
  });

  it('saves only the bytes where others use the endpoint too', async () => {
    const savings = await savingsOf(
      {
        ...INVENTORY,
        egress_hourly: [...everyHour(1, TRAFFIC), ...everyHour(1, { ...TRAFFIC, interface_id: null })],
      },
      { hasInventory: true },
    );
    expect(only(savings, 's3-iface').savingUsdPerMonth.expected).toBeCloseTo(7.3, 9);
  });
});
