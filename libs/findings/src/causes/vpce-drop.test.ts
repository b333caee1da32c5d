import {
  causesOf,
  everyHour,
  evidenceOf,
  only,
  savingsOf,
  silent,
  type Tables,
  WEEK,
  weekOfBill,
} from '../testing/fixture';

const TRAFFIC = {
  egress_class: 'privatelink',
  resource_type: 'endpoint',
  resource_id: 'vpce-0e',
  usd_per_gb: 0.01,
};
const INVENTORY: Tables = {
  ref_endpoints: [
    {
      endpoint_id: 'vpce-0e',
      region: 'us-east-1',
      vpc_id: 'vpc-1',
      service_name: 'com.amazonaws.us-east-1.kms',
      endpoint_type: 'Interface',
      az_count: 3,
    },
  ],
  ref_interfaces: ['eni-e1', 'eni-e2'].map((interface_id) => ({ interface_id, resource_id: 'vpce-0e' })),
  flow_conversations: [...silent('eni-e1'), ...silent('eni-e2')],
  ref_nat_gateways: [{ nat_gateway_id: 'nat-0a', region: 'us-east-1', vpc_id: 'vpc-1', state: 'deleted' }],
};

describe('vpce-drop', () => {
  it('saves the hours of all zones less what NAT takes more per GB', async () => {
    const savings = await savingsOf(
      { ...INVENTORY, egress_hourly: everyHour(0.1, TRAFFIC) },
      { hasInventory: true },
    );
    const finding = only(savings, 'vpce-drop');
    // 3 · 7.30 − 73 GB · 0.035.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(19.345, 6);
    expect(evidenceOf(finding, 'break-even')).toBe(625.7143);
    expect(finding.fix.summary).toMatch(/^Ask/);
    expect(finding.risk).toContain('Never delete it without asking');
  });

  it('keeps an endpoint above its break-even, and one whose VPC has no NAT gateway', async () => {
    const busy = await savingsOf(
      { ...INVENTORY, egress_hourly: everyHour(1, TRAFFIC) },
      { hasInventory: true },
    );
    const alone = await savingsOf(
      { ...INVENTORY, ref_nat_gateways: [], egress_hourly: everyHour(0.1, TRAFFIC) },
      { hasInventory: true },
    );
    expect(causesOf(busy)).not.toContain('vpce-drop');
    expect(causesOf(alone)).not.toContain('vpce-drop');
  });

  it('does not judge an endpoint of which an interface does not log, and says so', async () => {
    const savings = await savingsOf(
      { ...INVENTORY, flow_conversations: silent('eni-e1'), egress_hourly: everyHour(0.1, TRAFFIC) },
      { hasInventory: true },
    );
    expect(causesOf(savings)).not.toContain('vpce-drop');
    expect(savings.notes).toContainEqual(expect.stringMatching(/^Not checked: vpce-drop of vpce-0e\. /));
  });

  it('tells its bytes per month from the hours in which all its interfaces log', async () => {
    const savings = await savingsOf(
      {
        ...INVENTORY,
        flow_conversations: [...silent('eni-e1', 84), ...silent('eni-e2')],
        egress_hourly: everyHour(0.1, TRAFFIC, 84),
      },
      { hasInventory: true },
    );
    expect(evidenceOf(only(savings, 'vpce-drop'), 'bytes, both directions')).toBe(73);
  });

  it('is proved by the bill alone where it names the endpoint', async () => {
    const endpoint = { resource_id: 'arn:aws:ec2:us-east-1:111111111111:vpc-endpoint/vpce-0f' };
    const savings = await savingsOf({
      bill_lines: [
        weekOfBill({
          ...endpoint,
          line_kind: 'hours',
          usage_type: 'USE1-VpcEndpoint-Hours',
          quantity: 2 * WEEK,
          cost: 3.36,
        }),
        weekOfBill({ ...endpoint, usage_type: 'USE1-VpcEndpoint-Bytes', quantity: 16.8, cost: 0.168 }),
        weekOfBill({ line_kind: 'hours', usage_type: 'NatGateway-Hours', quantity: WEEK, cost: 7.56 }),
      ],
    });
    const finding = only(savings, 'vpce-drop');
    // 14.60 − 73 GB · 0.035.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(12.045, 9);
    expect(finding.resource).toBe('vpce-0f');
    expect(evidenceOf(finding, 'availability zones')).toBe(2);
  });
});
