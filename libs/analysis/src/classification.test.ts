import { classify, received, sent } from './testing/classify';

describe('internet', () => {
  it('counts what leaves by the internet gateway, not what comes in', async () => {
    const { bytes } = await classify([
      sent('10.0.1.10', '8.8.8.8', 700, { traffic_path: 8 }),
      received('8.8.8.8', '10.0.1.10', 9000),
    ]);
    expect(bytes).toEqual({ internet: 700 });
  });

  it('does not count rejected records', async () => {
    const { bytes } = await classify([
      sent('10.0.1.10', '8.8.8.8', 700, { action: 'REJECT' }),
      sent('10.0.1.10', '8.8.4.4', 1, { traffic_path: 8 }),
    ]);
    expect(bytes).toEqual({ internet: 1 });
  });
});

it('tells AWS services of this region from those of another by address', async () => {
  const { bytes, flows } = await classify(
    [
      sent('10.0.1.10', '52.216.1.1', 100, { traffic_path: 8 }),
      sent('10.0.1.10', '52.218.1.1', 30, { traffic_path: 8 }),
    ],
    {
      ref_ip_ranges: [
        { range_start: '434D80000', range_end: '434D9FFFF', service: 'S3', region: 'us-east-1' },
        { range_start: '434DA0000', range_end: '434DAFFFF', service: 'S3', region: 'eu-west-1' },
      ],
    },
  );
  expect(bytes).toEqual({ same_region_service: 100, inter_region: 30 });
  expect(flows.find((flow) => flow['egress_class'] === 'inter_region')).toMatchObject({
    remote_service: 'S3',
    remote_region: 'eu-west-1',
  });
});

/** What records of the default format lack. */
const DEFAULT_FORMAT = {
  pkt_srcaddr: null,
  pkt_dstaddr: null,
  flow_direction: null,
  traffic_path: null,
  az_id: null,
};

/** The inventory of an instance and a NAT gateway. */
const INSTANCE_AND_NAT = {
  ref_interfaces: [
    {
      interface_id: 'eni-i',
      vpc_id: 'vpc-1',
      region: 'us-east-1',
      subnet_id: 'subnet-a',
      az_id: 'use1-az1',
      interface_type: 'interface',
    },
    {
      interface_id: 'eni-nat',
      vpc_id: 'vpc-1',
      region: 'us-east-1',
      subnet_id: 'subnet-n',
      az_id: 'use1-az1',
      interface_type: 'nat_gateway',
      resource_id: 'nat-1',
    },
  ],
  ref_addresses: [
    { address: '10.0.1.10', vpc_id: 'vpc-1', interface_id: 'eni-i', is_public: false },
    { address: '10.0.0.5', vpc_id: 'vpc-1', interface_id: 'eni-nat', is_public: false },
  ],
};

describe('a NAT gateway', () => {
  const instance = { interface_id: 'eni-i', instance_id: 'i-1', interface_type: 'interface' };
  const nat = {
    interface_id: 'eni-nat',
    subnet_id: 'subnet-n',
    interface_type: 'nat_gateway',
    resource_id: 'nat-1',
  };
  const exchange = [
    sent('10.0.1.10', '8.8.8.8', 600, { ...instance, traffic_path: 1 }),
    received('8.8.8.8', '10.0.1.10', 4000, instance),
    received('10.0.1.10', '10.0.0.5', 600, { ...nat, pkt_dstaddr: '8.8.8.8' }),
    sent('10.0.0.5', '8.8.8.8', 600, { ...nat, srcport: 1024, traffic_path: 8 }),
    received('8.8.8.8', '10.0.0.5', 4000, { ...nat, dstport: 1024 }),
    sent('10.0.0.5', '10.0.1.10', 4000, { ...nat, pkt_srcaddr: '8.8.8.8', traffic_path: 1 }),
  ];

  it('processes each byte once per direction and names the instance and the remote', async () => {
    const { bytes, flows } = await classify(exchange);
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600 });
    expect(flows.find((flow) => flow['egress_class'] === 'internet')).toMatchObject({
      interface_id: 'eni-i',
      instance_id: 'i-1',
      resource_id: 'nat-1',
      remote_address: '8.8.8.8',
    });
  });

  it('is recognised by what it translates where nothing names it', async () => {
    const { bytes } = await classify(
      exchange.map((record) => ({ ...record, interface_type: null, resource_id: null })),
    );
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600 });
  });

  it('gives the same bytes from the instance alone', async () => {
    const { bytes } = await classify(exchange.slice(0, 2), {
      ref_routes: [
        {
          vpc_id: 'vpc-1',
          subnet_id: 'subnet-a',
          range_start: '400000000',
          range_end: '4FFFFFFFF',
          prefix_length: 0,
          target_type: 'nat_gateway',
          target_id: 'nat-1',
        },
      ],
    });
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600 });
  });

  it('gives the same bytes in the default format, which joins no sender to a remote', async () => {
    const { bytes } = await classify(
      exchange.map((record) => ({ ...record, ...DEFAULT_FORMAT })),
      INSTANCE_AND_NAT,
    );
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600 });
  });

  it('in another zone adds the way to it as cross-AZ', async () => {
    const { bytes } = await classify(
      exchange.map((r) => (r['interface_id'] === 'eni-nat' ? { ...r, az_id: 'use1-az2' } : r)),
    );
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600, cross_az: 4600 });
  });

  it('of the regional kind has no interface and is known by its resource id', async () => {
    const regional = exchange.map((record) =>
      record['interface_id'] === 'eni-nat'
        ? { ...record, interface_id: null, interface_type: 'regional_nat_gateway', resource_id: 'nat-r' }
        : record,
    );
    const { bytes, flows } = await classify(regional);
    expect(bytes).toEqual({ internet: 600, nat_processing: 4600 });
    expect(flows[0]).toMatchObject({ resource_id: 'nat-r' });
  });
});

describe('between own hosts', () => {
  const a = { interface_id: 'eni-a', az_id: 'use1-az1' };
  const b = { interface_id: 'eni-b', az_id: 'use1-az2', subnet_id: 'subnet-b' };

  it('counts a cross-AZ byte once though both interfaces log it', async () => {
    const { bytes } = await classify([
      sent('10.0.1.10', '10.0.2.20', 500, { ...a, traffic_path: 1 }),
      received('10.0.1.10', '10.0.2.20', 500, b),
      sent('10.0.2.20', '10.0.1.10', 70, { ...b, traffic_path: 1 }),
      received('10.0.2.20', '10.0.1.10', 70, a),
    ]);
    expect(bytes).toEqual({ cross_az: 570 });
  });

  it('uses the receiving end where the sender does not log', async () => {
    const { bytes } = await classify([received('10.0.1.10', '10.0.2.20', 500, b)], {
      ref_subnets: [
        {
          region: 'us-east-1',
          vpc_id: 'vpc-1',
          subnet_id: 'subnet-a',
          az_id: 'use1-az1',
          range_start: '40A000100',
          range_end: '40A0001FF',
        },
      ],
    });
    expect(bytes).toEqual({ cross_az: 500 });
  });

  it('knows IPv6 inside the VPC from IPv6 to the internet', async () => {
    const { bytes } = await classify([
      sent('2600:1f18::10', '2600:1f18::20', 500, { ...a, traffic_path: 1 }),
      received('2600:1f18::10', '2600:1f18::20', 500, b),
    ]);
    expect(bytes).toEqual({ cross_az: 500 });
  });

  it('keeps zones apart by zone id and calls one zone same_az', async () => {
    const { bytes } = await classify([
      sent('10.0.1.10', '10.0.2.20', 500, a),
      sent('10.0.2.20', '10.0.1.10', 1, { ...b, az_id: 'use1-az1' }),
    ]);
    expect(bytes).toEqual({ same_az: 501 });
  });

  it.each([
    ['load_balancer', 'same_az'],
    ['network_load_balancer', 'cross_az'],
    ['gateway_load_balancer', 'cross_az'],
  ])('classes the way from and to a %s in another zone as %s', async (interface_type, egressClass) => {
    const { bytes } = await classify(
      [sent('10.0.1.10', '10.0.2.20', 500, a), received('10.0.2.20', '10.0.1.10', 70, a)],
      {
        ref_interfaces: [
          { interface_id: 'eni-lb', vpc_id: 'vpc-1', az_id: 'use1-az2', interface_type },
          { interface_id: 'eni-a', vpc_id: 'vpc-1', az_id: 'use1-az1', interface_type: 'interface' },
        ],
        ref_addresses: [
          { address: '10.0.2.20', vpc_id: 'vpc-1', interface_id: 'eni-lb', is_public: false },
          { address: '10.0.1.10', vpc_id: 'vpc-1', interface_id: 'eni-a', is_public: false },
        ],
      },
    );
    expect(bytes).toEqual({ [egressClass]: 570 });
  });

  it('charges no way between a load balancer and its target in another zone where both log', async () => {
    const loadBalancer = { ...b, interface_type: 'load_balancer' };
    const { bytes } = await classify([
      sent('10.0.2.20', '10.0.1.10', 500, { ...loadBalancer, traffic_path: 1 }),
      received('10.0.2.20', '10.0.1.10', 500, a),
      sent('10.0.1.10', '10.0.2.20', 70, { ...a, traffic_path: 1 }),
      received('10.0.1.10', '10.0.2.20', 70, loadBalancer),
    ]);
    expect(bytes).toEqual({ same_az: 570 });
  });

  it('says unknown where nothing tells the far zone', async () => {
    const { bytes } = await classify([sent('10.0.1.10', '10.0.2.20', 500, a)]);
    expect(bytes).toEqual({ unknown: 500 });
  });
});

describe('copies', () => {
  const record = sent('10.0.1.10', '8.8.8.8', 700, { traffic_path: 8 });

  it('count once, however many logs wrote them', async () => {
    const other = sent('10.0.1.10', '8.8.8.8', 5, { traffic_path: 8, srcport: 50001 });
    const { bytes, duplicates } = await classify([record, record, other, record]);
    expect(bytes).toEqual({ internet: 705 });
    expect(duplicates).toBe(2);
  });

  it('count once where one log lacks the packet addresses', async () => {
    const plain = {
      ...record,
      pkt_srcaddr: null,
      pkt_dstaddr: null,
      flow_direction: null,
      traffic_path: null,
    };
    const { bytes, duplicates } = await classify([plain, record]);
    expect(bytes).toEqual({ internet: 700 });
    expect(duplicates).toBe(1);
  });

  const RICH = ['pkt_srcaddr', 'pkt_dstaddr', 'flow_direction'];

  it.each(['flow_direction', 'pkt_srcaddr', 'pkt_dstaddr'])(
    'count once where only one log has %s, or all but it',
    async (field) => {
      const others = RICH.filter((name) => name !== field).map((name) => [name, null]);
      for (const poorer of [{ [field]: null }, Object.fromEntries(others)]) {
        const { bytes, duplicates } = await classify([{ ...record, ...poorer }, record]);
        expect({ bytes, duplicates }).toEqual({ bytes: { internet: 700 }, duplicates: 1 });
      }
    },
  );

  it('complete each other where each log has what the other lacks', async () => {
    const overVpn = sent('10.0.2.20', '10.0.1.10', 60, { traffic_path: 3 });
    const { bytes, flows, duplicates } = await classify([
      { ...overVpn, pkt_dstaddr: '192.168.7.7', flow_direction: null, traffic_path: null },
      { ...overVpn, pkt_srcaddr: null, pkt_dstaddr: null },
    ]);
    expect({ bytes, duplicates }).toEqual({ bytes: { vpn_dx: 60 }, duplicates: 1 });
    expect(flows[0]).toMatchObject({ remote_address: '192.168.7.7' });
  });

  it('are not records of one port pair to two remotes behind a NAT gateway', async () => {
    const translated = { interface_type: 'nat_gateway', resource_id: 'nat-1', interface_id: 'eni-nat' };
    const { bytes, duplicates } = await classify([
      received('10.0.1.10', '10.0.0.5', 600, { ...translated, pkt_dstaddr: '8.8.8.8' }),
      received('10.0.1.10', '10.0.0.5', 70, { ...translated, pkt_dstaddr: '8.8.4.4' }),
      received('10.0.1.10', '10.0.0.5', 670, {
        ...translated,
        pkt_srcaddr: null,
        pkt_dstaddr: null,
        flow_direction: null,
      }),
    ]);
    expect({ bytes, duplicates }).toEqual({ bytes: { internet: 670, nat_processing: 670 }, duplicates: 1 });
  });
});

it('keeps every byte of a record that crosses the hour', async () => {
  const hour = 1_790_002_800;
  const { bytes, flows } = await classify([
    sent('10.0.1.10', '8.8.8.8', 1001, { traffic_path: 8, start_time: hour - 20, end_time: hour + 40 }),
  ]);
  expect(bytes).toEqual({ internet: 1001 });
  expect(flows.map((flow) => [flow['hour_start'], flow['bytes']])).toEqual([
    [hour - 3600, 333],
    [hour, 668],
  ]);
});

describe('paths to other networks', () => {
  const peers = {
    ref_subnets: [
      {
        region: 'us-east-1',
        vpc_id: 'vpc-1',
        subnet_id: 'subnet-a',
        az_id: 'use1-az1',
        range_start: '40A000100',
        range_end: '40A0001FF',
      },
      {
        region: 'us-east-1',
        vpc_id: 'vpc-2',
        subnet_id: 'subnet-p',
        az_id: 'use1-az2',
        range_start: '40A010100',
        range_end: '40A0101FF',
      },
      {
        region: 'us-east-1',
        vpc_id: 'vpc-2',
        subnet_id: 'subnet-q',
        az_id: 'use1-az1',
        range_start: '40A010200',
        range_end: '40A0102FF',
      },
      {
        region: 'us-west-2',
        vpc_id: 'vpc-3',
        subnet_id: 'subnet-w',
        az_id: 'usw2-az1',
        range_start: '40A020100',
        range_end: '40A0201FF',
      },
    ],
  };
  const route = (start: string, end: string, target_type: string, target_id: string) => ({
    vpc_id: 'vpc-1',
    subnet_id: 'subnet-a',
    range_start: start,
    range_end: end,
    prefix_length: 16,
    target_type,
    target_id,
  });

  it('bills peering inside a region only where it crosses a zone', async () => {
    const { bytes } = await classify(
      [
        sent('10.0.1.10', '10.1.1.5', 40, { traffic_path: 4 }),
        sent('10.0.1.10', '10.1.2.5', 2, { traffic_path: 4 }),
      ],
      peers,
    );
    expect(bytes).toEqual({ vpc_peering: 40, same_az: 2 });
  });

  it('bills peering across regions by the pair, one way', async () => {
    const { bytes, flows } = await classify(
      [sent('10.0.1.10', '10.2.1.5', 40, { traffic_path: 5 }), received('10.2.1.5', '10.0.1.10', 9)],
      peers,
    );
    expect(bytes).toEqual({ inter_region: 40 });
    expect(flows[0]).toMatchObject({ region: 'us-east-1', remote_region: 'us-west-2' });
  });

  it('finds a transit gateway by the route and prices the sender', async () => {
    const { bytes, flows } = await classify([sent('10.0.1.10', '10.1.1.5', 40)], {
      ...peers,
      ref_routes: [route('40A010000', '40A01FFFF', 'transit_gateway', 'tgw-1')],
    });
    expect(bytes).toEqual({ transit_gateway: 40 });
    expect(flows[0]).toMatchObject({ resource_id: 'tgw-1', peer_vpc_id: 'vpc-2' });
  });

  it('prices what transit gateways take to another region twice: processing and the pair of regions', async () => {
    const { bytes, flows } = await classify([sent('10.0.1.10', '10.2.1.5', 40)], {
      ...peers,
      ref_routes: [route('40A020000', '40A02FFFF', 'transit_gateway', 'tgw-1')],
    });
    expect(bytes).toEqual({ transit_gateway: 40, inter_region: 40 });
    expect(flows.find((flow) => flow['egress_class'] === 'inter_region')).toMatchObject({
      resource_id: 'tgw-1',
      region: 'us-east-1',
      remote_region: 'us-west-2',
    });
  });

  it('takes transit gateway logs only for senders that do not log', async () => {
    const tgw = {
      record_kind: 'tgw',
      interface_id: 'tgw-attach-1',
      resource_id: 'tgw-1',
      subnet_id: null,
      flow_direction: 'ingress',
    };
    const { bytes } = await classify(
      [
        sent('10.0.1.10', '10.1.1.5', 40),
        sent('10.0.1.10', '10.1.1.5', 40, tgw),
        sent('10.1.1.5', '10.0.1.10', 7, { ...tgw, vpc_id: 'vpc-2' }),
        sent('10.1.1.5', '10.0.1.10', 7, { ...tgw, vpc_id: 'vpc-2', flow_direction: 'egress' }),
      ],
      { ...peers, ref_routes: [route('40A010000', '40A01FFFF', 'transit_gateway', 'tgw-1')] },
    );
    expect(bytes).toEqual({ transit_gateway: 47 });
  });

  it('does not take the addresses that a transit gateway interface forwards for its own', async () => {
    const attachment = { interface_id: 'eni-tgw', subnet_id: 'subnet-t', az_id: 'use1-az1' };
    const { bytes } = await classify(
      [
        sent('10.0.1.10', '10.1.1.5', 40),
        received('10.0.1.10', '10.1.1.5', 40, attachment),
        sent('10.1.1.5', '10.0.1.10', 3, attachment),
        sent('10.1.1.6', '10.0.1.10', 4, attachment),
      ],
      { ...peers, ref_routes: [route('40A010000', '40A01FFFF', 'transit_gateway', 'tgw-1')] },
    );
    expect(bytes).toEqual({ transit_gateway: 40 });
  });

  it('prefers the longest prefix of the routes', async () => {
    const { bytes } = await classify([sent('10.0.1.10', '10.1.1.5', 40)], {
      ...peers,
      ref_routes: [
        { ...route('400000000', '4FFFFFFFF', 'nat_gateway', 'nat-1'), prefix_length: 0 },
        route('40A010000', '40A01FFFF', 'vpc_peering', 'pcx-1'),
      ],
    });
    expect(bytes).toEqual({ vpc_peering: 40 });
  });

  it('knows a virtual private gateway from traffic-path 3', async () => {
    const { bytes } = await classify([sent('10.0.1.10', '192.168.7.7', 40, { traffic_path: 3 })]);
    expect(bytes).toEqual({ vpn_dx: 40 });
  });
});

describe('endpoints', () => {
  it('bill an interface endpoint in both directions, once, at the endpoint where it logs', async () => {
    const endpoint = {
      interface_id: 'eni-e',
      interface_type: 'vpc_endpoint',
      resource_id: 'vpce-1',
      az_id: 'use1-az2',
    };
    const { bytes, flows } = await classify(
      [
        sent('10.0.1.10', '10.0.9.9', 100),
        received('10.0.9.9', '10.0.1.10', 900),
        received('10.0.1.10', '10.0.9.9', 100, endpoint),
        sent('10.0.9.9', '10.0.1.10', 900, endpoint),
      ],
      { ref_endpoints: [{ endpoint_id: 'vpce-1', service: 'KMS' }] },
    );
    expect(bytes).toEqual({ privatelink: 1000 });
    expect(flows[0]).toMatchObject({ interface_id: 'eni-a', resource_id: 'vpce-1', remote_service: 'KMS' });
  });

  it('give the same bytes from the client alone', async () => {
    const { bytes } = await classify(
      [sent('10.0.1.10', '10.0.9.9', 100), received('10.0.9.9', '10.0.1.10', 900)],
      {
        ref_interfaces: [
          {
            interface_id: 'eni-e',
            vpc_id: 'vpc-1',
            az_id: 'use1-az2',
            interface_type: 'vpc_endpoint',
            resource_id: 'vpce-1',
          },
        ],
        ref_addresses: [{ address: '10.0.9.9', vpc_id: 'vpc-1', interface_id: 'eni-e', is_public: false }],
      },
    );
    expect(bytes).toEqual({ privatelink: 1000 });
  });

  it('know a gateway endpoint by traffic-path 7 or by the route table', async () => {
    const s3 = {
      ref_ip_ranges: [
        { range_start: '434D80000', range_end: '434D9FFFF', service: 'S3', region: 'us-east-1' },
      ],
    };
    const byPath = await classify([sent('10.0.1.10', '52.216.1.1', 100, { traffic_path: 7 })], s3);
    const byRoute = await classify([sent('10.0.1.10', '52.216.1.1', 100)], {
      ...s3,
      ref_gateway_endpoints: [
        { vpc_id: 'vpc-1', subnet_id: 'subnet-a', endpoint_id: 'vpce-s3', service: 'S3' },
      ],
    });
    expect(byPath.bytes).toEqual({ gateway_endpoint: 100 });
    expect(byRoute.bytes).toEqual({ gateway_endpoint: 100 });
  });
});

it('calls own hosts that talk over public addresses cross_az', async () => {
  const { bytes } = await classify([sent('10.0.1.10', '8.8.8.8', 60, { traffic_path: 8 })], {
    ref_interfaces: [
      { interface_id: 'eni-b', vpc_id: 'vpc-1', az_id: 'use1-az1', interface_type: 'interface' },
    ],
    ref_addresses: [{ address: '8.8.8.8', vpc_id: 'vpc-1', interface_id: 'eni-b', is_public: true }],
  });
  expect(bytes).toEqual({ cross_az: 60 });
});

describe("somebody else's instance in the region, by its public address", () => {
  const references = {
    ref_ip_ranges: [
      { range_start: '403500000', range_end: '4035FFFFF', service: 'EC2', region: 'us-east-1' },
    ],
    ref_rates: [
      {
        egress_class: 'cross_az',
        region: 'us-east-1',
        peer_region: '',
        usd_per_gb: 0.02,
        rate_source: 'list',
      },
    ],
  };

  it('is cross_az both ways, of which only our side is ours to pay', async () => {
    const GB = 2 ** 30;
    const { bytes, hourly } = await classify(
      [sent('10.0.1.10', '3.80.0.10', 24 * GB, { traffic_path: 8 }), received('3.80.0.10', '10.0.1.10', GB)],
      references,
    );
    expect(bytes).toEqual({ cross_az: 25 * GB });
    expect(hourly).toMatchObject([
      {
        direction: 'in',
        resource_type: 'public_address',
        remote_service: 'EC2',
        usd: 0.01,
        usd_per_gb: 0.01,
      },
      {
        direction: 'out',
        resource_type: 'public_address',
        remote_service: 'EC2',
        usd: 0.24,
        az_id: 'use1-az1',
      },
    ]);
  });

  const instance = { interface_id: 'eni-i', instance_id: 'i-1' };
  const nat = { interface_id: 'eni-nat', interface_type: 'nat_gateway', resource_id: 'nat-1' };
  const exchange = [
    sent('10.0.1.10', '3.80.0.10', 600, { ...instance, traffic_path: 1 }),
    received('3.80.0.10', '10.0.1.10', 4000, instance),
    received('10.0.1.10', '10.0.0.5', 600, { ...nat, pkt_dstaddr: '3.80.0.10' }),
    sent('10.0.0.5', '3.80.0.10', 600, { ...nat, srcport: 1024, traffic_path: 8 }),
    received('3.80.0.10', '10.0.0.5', 4000, { ...nat, dstport: 1024 }),
    sent('10.0.0.5', '10.0.1.10', 4000, { ...nat, pkt_srcaddr: '3.80.0.10', traffic_path: 1 }),
  ];

  it('costs the same behind a NAT gateway', async () => {
    const { bytes, flows } = await classify(exchange, references);
    expect(bytes).toEqual({ cross_az: 4600, nat_processing: 4600 });
    expect(flows[0]).toMatchObject({
      resource_type: 'public_address',
      resource_id: 'nat-1',
      instance_id: 'i-1',
    });
  });

  it('costs the same behind a NAT gateway that logs in the default format', async () => {
    const { bytes } = await classify(
      exchange.map((record) => ({ ...record, ...DEFAULT_FORMAT })),
      { ...references, ...INSTANCE_AND_NAT },
    );
    expect(bytes).toEqual({ cross_az: 4600, nat_processing: 4600 });
  });

  it('is told from the way to a NAT gateway in another zone', async () => {
    const { flows } = await classify(
      exchange.map((r) => (r['interface_id'] === 'eni-nat' ? { ...r, az_id: 'use1-az2' } : r)),
      references,
    );
    const crossing = flows.filter((flow) => flow['egress_class'] === 'cross_az');
    const told = crossing.map((flow) => [flow['resource_type'], flow['peer_interface_id'], flow['bytes']]);
    expect(told.sort()).toEqual([
      ['nat', 'nat-1', 4000],
      ['nat', 'nat-1', 600],
      ['public_address', null, 4000],
      ['public_address', null, 600],
    ]);
  });
});

it('finds a peer by its secondary address, which only the packet addresses show', async () => {
  const { bytes, flows } = await classify([
    sent('10.0.1.10', '10.0.2.21', 60),
    received('10.0.1.10', '10.0.2.20', 60, {
      interface_id: 'eni-b',
      az_id: 'use1-az2',
      pkt_dstaddr: '10.0.2.21',
    }),
  ]);
  expect(bytes).toEqual({ cross_az: 60 });
  expect(flows[0]).toMatchObject({ peer_interface_id: 'eni-b' });
});

it('takes the account of a requester-managed interface from the inventory, never "unknown"', async () => {
  const { flows } = await classify(
    [sent('10.0.1.10', '8.8.8.8', 60, { account_id: 'unknown', traffic_path: 8 })],
    {
      ref_interfaces: [
        { interface_id: 'eni-a', vpc_id: 'vpc-1', account_id: '222222222222', interface_type: 'lambda' },
      ],
    },
  );
  expect(flows[0]).toMatchObject({ account_id: '222222222222' });
});

it('names the interface that had the address in that hour, not the one that has it now', async () => {
  const nat = { interface_id: 'eni-nat', interface_type: 'nat_gateway', resource_id: 'nat-1' };
  const later = 1_790_000_000 + 7200;
  const { flows } = await classify([
    sent('10.0.1.10', '8.8.8.8', 60, { interface_id: 'eni-old', traffic_path: 1 }),
    received('10.0.1.10', '10.0.0.5', 60, { ...nat, pkt_dstaddr: '8.8.8.8' }),
    sent('10.0.1.10', '8.8.8.8', 61, {
      interface_id: 'eni-new',
      traffic_path: 1,
      start_time: later,
      end_time: later + 60,
    }),
    received('10.0.1.10', '10.0.0.5', 61, {
      ...nat,
      pkt_dstaddr: '8.8.8.8',
      start_time: later,
      end_time: later + 60,
    }),
  ]);
  const senders = flows.filter((flow) => flow['egress_class'] === 'internet');
  expect(senders.map((flow) => [flow['bytes'], flow['interface_id']])).toEqual([
    [60, 'eni-old'],
    [61, 'eni-new'],
  ]);
});

it('resolves IPv6 in every spelling by the longest range that holds it', async () => {
  const { flows } = await classify(
    ['2600:1f18::1', '2600:1f18:0:0:0:0:0:2', '2600:1F18::'].map((address) =>
      sent('fd00::1', address, 10, { traffic_path: 8 }),
    ),
    {
      ref_ip_ranges: [
        {
          range_start: '626001F18000000000000000000000000',
          range_end: '626001F18FFFFFFFFFFFFFFFFFFFFFFFF',
          service: 'EC2',
          region: 'us-west-2',
        },
      ],
    },
  );
  expect(flows.map((flow) => flow['remote_region'])).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
});

it('adds what buckets and distributions served outside AWS', async () => {
  const request = { bucket: 'site', bucket_region: 'us-east-1', request_time: 1_790_000_000 };
  const { bytes } = await classify([], {
    ref_ip_ranges: [
      { range_start: '434D80000', range_end: '434D9FFFF', service: 'EC2', region: 'us-east-1' },
    ],
    s3_requests: [
      { ...request, remote_ip: '8.8.8.8', bytes_sent: 500 },
      { ...request, remote_ip: '52.216.1.1', bytes_sent: 4000 },
      { ...request, remote_ip: '52.216.1.1', source_region: 'eu-west-1', bytes_sent: 9 },
      { ...request, remote_ip: '10.0.1.10', bytes_sent: 80000 },
    ],
    cloudfront_requests: [{ distribution_id: 'E1', request_time: 1_790_000_000, sc_bytes: 33 }],
  });
  expect(bytes).toEqual({ internet: 500, inter_region: 9, cloudfront: 33 });
});

describe('what a bucket serves to callers in AWS', () => {
  const read = { bucket: 'data', request_time: 1_790_000_000, remote_ip: '52.216.1.1' };
  const ranges = [{ range_start: '434D80000', range_end: '434D9FFFF', service: 'EC2', region: 'us-east-1' }];

  it('is free in the region that other lines tell of the bucket', async () => {
    const { bytes } = await classify([], {
      ref_ip_ranges: ranges,
      s3_requests: [
        { ...read, bucket_region: null, bytes_sent: 500 },
        { ...read, bucket_region: 'us-east-1', bytes_sent: 1 },
      ],
    });
    expect(bytes).toEqual({});
  });

  it('is unknown where no line tells the region of the bucket', async () => {
    const { bytes, flows, notes } = await classify([], {
      ref_ip_ranges: ranges,
      s3_requests: [
        { ...read, bucket_region: null, bytes_sent: 500 },
        { ...read, bucket: 'other', bucket_region: 'us-east-1', bytes_sent: 1 },
      ],
    });
    expect(bytes).toEqual({ unknown: 500 });
    expect(notes).toEqual([
      expect.stringContaining('500 bytes went from buckets to AWS addresses, and no line'),
    ]);
    expect(flows[0]).toMatchObject({ name: 'data', resource_type: 'bucket', remote_region: 'us-east-1' });
  });
});

it('keeps apart who serves a port and who asks for it', async () => {
  const { legs } = await classify([
    sent('10.0.1.10', '8.8.8.8', 10, { srcport: 443, dstport: 50000 }),
    received('8.8.8.8', '10.0.1.10', 11, { srcport: 50000, dstport: 443 }),
    sent('10.0.1.10', '8.8.8.8', 12, { srcport: 50000, dstport: 443 }),
    received('8.8.8.8', '10.0.1.10', 13, { srcport: 443, dstport: 50000 }),
    sent('10.0.1.10', '8.8.8.8', 14, { srcport: 50000, dstport: 40000 }),
    sent('10.0.1.10', '8.8.8.8', 15, { srcport: null, dstport: 22 }),
  ]);
  expect(legs.map((leg) => [leg['bytes'], leg['service_port'], leg['host_serves']])).toEqual([
    [10, 443, true],
    [11, 443, true],
    [12, 443, false],
    [13, 443, false],
    [14, 0, null],
    [15, 22, false],
  ]);
});
