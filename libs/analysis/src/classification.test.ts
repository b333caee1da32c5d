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
    const v2 = {
      pkt_srcaddr: null,
      pkt_dstaddr: null,
      flow_direction: null,
      traffic_path: null,
      az_id: null,
    };
    const { bytes } = await classify(
      exchange.map((record) => ({ ...record, ...v2 })),
      {
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
      },
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
