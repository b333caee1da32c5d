import { causesOf, everyHour, evidenceOf, only, savingsOf, silent, type Tables } from '../testing/fixture';

const LEG = {
  egress_class: 'cross_az',
  resource_type: 'nat',
  resource_id: 'nat-0a',
  peer_interface_id: 'nat-0a',
  az_id: 'use1-az2',
  peer_az_id: 'use1-az1',
  usd_per_gb: 0.02,
};
const GATEWAY = {
  nat_gateway_id: 'nat-0a',
  region: 'us-east-1',
  vpc_id: 'vpc-1',
  az_id: 'use1-az1',
  state: 'available',
};
const INVENTORY: Tables = {
  ref_nat_gateways: [GATEWAY],
  ref_subnets: [
    { vpc_id: 'vpc-1', subnet_id: 'subnet-private-b', az_id: 'use1-az2' },
    { vpc_id: 'vpc-1', subnet_id: 'subnet-public-b', az_id: 'use1-az2' },
  ],
  ref_routes: [
    { vpc_id: 'vpc-1', subnet_id: 'subnet-private-b', target_type: 'nat_gateway', target_id: 'nat-0a' },
    { vpc_id: 'vpc-1', subnet_id: 'subnet-public-b', target_type: 'internet_gateway', target_id: 'igw-1' },
  ],
};

describe('xaz-nat', () => {
  it('saves 0.02 per GB less the hours of one more gateway', async () => {
    const savings = await savingsOf(
      { ...INVENTORY, egress_hourly: everyHour(3, LEG) },
      { hasInventory: true },
    );
    const finding = only(savings, 'xaz-nat');
    // 2,190 GB · 0.02 − 32.85.
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(10.95, 9);
    expect(evidenceOf(finding, 'break-even of one more NAT gateway')).toBe(1642.5);
    expect(finding.fix.awsCli).toContain('create-nat-gateway --region us-east-1 --subnet-id subnet-public-b');
    expect(finding.fix.awsCli).toContain('Name=association.subnet-id,Values=subnet-private-b');
  });

  it('proposes no gateway below 1,642.5 GB a month', async () => {
    const savings = await savingsOf(
      { ...INVENTORY, egress_hourly: everyHour(2.24, LEG) },
      { hasInventory: true },
    );
    expect(causesOf(savings)).not.toContain('xaz-nat');
  });

  it('costs nothing where the zone has a gateway already: its route is wrong', async () => {
    const local = { ...GATEWAY, nat_gateway_id: 'nat-0b', az_id: 'use1-az2' };
    const savings = await savingsOf(
      {
        ...INVENTORY,
        ref_nat_gateways: [GATEWAY, local],
        egress_hourly: [
          ...everyHour(1, LEG),
          ...everyHour(1, { egress_class: 'nat_processing', resource_id: 'nat-0b', usd_per_gb: 0.045 }),
          ...everyHour(1, { egress_class: 'nat_processing', resource_id: 'nat-0a', usd_per_gb: 0.045 }),
        ],
      },
      { hasInventory: true },
    );
    const finding = only(savings, 'xaz-nat');
    expect(finding.savingUsdPerMonth.expected).toBeCloseTo(14.6, 9);
    expect(finding.fix.awsCli).toContain('--nat-gateway-id nat-0b');
    expect(finding.fix.awsCli).not.toContain('create-nat-gateway');
  });

  it('does not route to an idle gateway whose deletion saves more', async () => {
    const idle = { ...GATEWAY, nat_gateway_id: 'nat-0b', az_id: 'use1-az2' };
    const savings = await savingsOf(
      {
        ...INVENTORY,
        ref_nat_gateways: [GATEWAY, idle],
        ref_interfaces: [{ interface_id: 'eni-b', resource_id: 'nat-0b' }],
        flow_conversations: silent('eni-b'),
        egress_hourly: [
          ...everyHour(1, LEG),
          ...everyHour(1, { egress_class: 'nat_processing', resource_id: 'nat-0a', usd_per_gb: 0.045 }),
        ],
      },
      { hasInventory: true },
    );
    expect(causesOf(savings)).toEqual(['nat-idle']);
  });

  it('leaves bytes to a gateway endpoint that would take them off the way', async () => {
    const toS3 = { remote_service: 'S3', remote_region: 'us-east-1' };
    const savings = await savingsOf(
      {
        ...INVENTORY,
        egress_hourly: [
          ...everyHour(3, { ...LEG, ...toS3 }),
          ...everyHour(3, {
            ...LEG,
            ...toS3,
            egress_class: 'nat_processing',
            peer_interface_id: null,
            usd_per_gb: 0.045,
          }),
        ],
      },
      { hasInventory: true },
    );
    expect(causesOf(savings)).toEqual(['nat-s3']);
    // 2,190 GB · (0.045 + 0.02): processing and the way to the gateway, each once.
    expect(savings.saving.expected).toBeCloseTo(142.35, 9);
  });
});
