import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SqlEngine } from '@egress/sql-engine';
import { emptyInventory } from './inventory';
import { loadInventory } from './load-inventory';
import { readInventory } from './read-inventory';
import { writeDescriptions } from './testing/write-descriptions';

const ACCOUNT = '111122223333';
const named = (name: string) => [{ Key: 'Name', Value: name }];
const subnet = (id: string, zone: string, zoneId: string, block: string) => ({
  SubnetId: id,
  VpcId: 'vpc-a',
  OwnerId: ACCOUNT,
  AvailabilityZone: zone,
  AvailabilityZoneId: zoneId,
  CidrBlock: block,
  Tags: named(id),
});
const networkInterface = (id: string, address: string, rest: object = {}) => ({
  NetworkInterfaceId: id,
  OwnerId: ACCOUNT,
  VpcId: 'vpc-a',
  SubnetId: 'subnet-1',
  AvailabilityZone: 'us-east-1a',
  InterfaceType: 'interface',
  Description: '',
  PrivateIpAddress: address,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
  ...rest,
});

/** A VPC with two subnets, one with a route table of its own; the second VPC is only known from a peering connection. */
const DOCUMENTS = {
  'describe-vpcs.json': {
    Vpcs: [
      {
        VpcId: 'vpc-a',
        OwnerId: ACCOUNT,
        CidrBlock: '10.0.0.0/16',
        CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }, { CidrBlock: '100.64.0.0/16' }],
        Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600:1f18::/56' }],
        Tags: named('production'),
      },
    ],
  },
  'describe-subnets.json': {
    Subnets: [
      {
        ...subnet('subnet-1', 'us-east-1a', 'use1-az1', '10.0.0.0/24'),
        Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600:1f18::/64' }],
      },
      subnet('subnet-2', 'us-east-1b', 'use1-az2', '10.0.1.0/24'),
    ],
  },
  'describe-network-interfaces.json': {
    NetworkInterfaces: [
      networkInterface('eni-web', '10.0.0.10', {
        Attachment: { InstanceId: 'i-web' },
        Association: { PublicIp: '3.3.3.3' },
        PrivateIpAddresses: [
          { PrivateIpAddress: '10.0.0.10', Association: { PublicIp: '3.3.3.3' } },
          { PrivateIpAddress: '10.0.0.11', Association: { PublicIp: '3.3.3.4' } },
        ],
        Ipv6Addresses: [{ Ipv6Address: '2600:1f18::a' }],
      }),
      networkInterface('eni-nat', '10.0.0.20', { InterfaceType: 'nat_gateway' }),
      networkInterface('eni-nat-described', '10.0.0.21', {
        InterfaceType: 'natGateway',
        Description: 'Interface for NAT Gateway nat-b',
      }),
      networkInterface('eni-endpoint', '10.0.0.30', { InterfaceType: 'vpc_endpoint' }),
      networkInterface('eni-tgw', '10.0.0.40', {
        InterfaceType: 'transit_gateway',
        Description: 'Network Interface for Transit Gateway Attachment tgw-attach-1',
      }),
      networkInterface('eni-alb', '10.0.0.50', {
        Description: 'ELB app/shop/50dc6c495c0c9188',
        RequesterId: 'amazon-elb',
      }),
      networkInterface('eni-lambda', '10.0.0.60', {
        InterfaceType: 'lambda',
        Description: 'AWS Lambda VPC ENI-resize-images-0f4e2c1a-1111-2222-3333-444455556666',
      }),
      networkInterface('eni-rds', '10.0.1.70', {
        SubnetId: 'subnet-2',
        Description: 'RDSNetworkInterface',
        RequesterId: 'amazon-rds',
        TagSet: named('orders-db'),
      }),
    ],
  },
  'describe-instances.json': {
    Reservations: [
      {
        OwnerId: ACCOUNT,
        Instances: [
          {
            InstanceId: 'i-web',
            VpcId: 'vpc-a',
            SubnetId: 'subnet-1',
            Placement: { AvailabilityZone: 'us-east-1a' },
            State: { Code: 16, Name: 'running' },
            Tags: named('web'),
          },
        ],
      },
    ],
  },
  'describe-nat-gateways.json': {
    NatGateways: [
      {
        NatGatewayId: 'nat-a',
        VpcId: 'vpc-a',
        SubnetId: 'subnet-1',
        State: 'available',
        CreateTime: '2026-01-02T03:04:05+00:00',
        NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-nat', PrivateIp: '10.0.0.20', PublicIp: '3.3.3.5' }],
        Tags: named('nat-of-a'),
      },
      { NatGatewayId: 'nat-regional', VpcId: 'vpc-a', AvailabilityMode: 'regional', State: 'available' },
    ],
  },
  'describe-route-tables.json': {
    RouteTables: [
      {
        RouteTableId: 'rtb-main',
        VpcId: 'vpc-a',
        Associations: [{ Main: true }],
        Routes: [
          { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
          { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-a', State: 'active' },
          { DestinationCidrBlock: '10.9.0.0/16', VpcPeeringConnectionId: 'pcx-1', State: 'active' },
          { DestinationCidrBlock: '10.8.0.0/16', TransitGatewayId: 'tgw-1', State: 'blackhole' },
          {
            DestinationCidrBlock: '10.7.0.1/32',
            InstanceId: 'i-1',
            NetworkInterfaceId: 'eni-web',
            State: 'active',
          },
          { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1', State: 'active' },
          { DestinationPrefixListId: 'pl-63a5400a', GatewayId: 'vpce-s3', State: 'active' },
        ],
      },
      {
        RouteTableId: 'rtb-public',
        VpcId: 'vpc-a',
        Associations: [{ Main: false, SubnetId: 'subnet-1' }],
        Routes: [
          { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
          { DestinationCidrBlock: '192.168.0.0/16', GatewayId: 'vgw-1', State: 'active' },
        ],
      },
    ],
  },
  'describe-vpc-endpoints.json': {
    VpcEndpoints: [
      {
        VpcEndpointId: 'vpce-s3',
        VpcEndpointType: 'Gateway',
        VpcId: 'vpc-a',
        ServiceName: 'com.amazonaws.us-east-1.s3',
        State: 'available',
        RouteTableIds: ['rtb-main'],
      },
      {
        VpcEndpointId: 'vpce-ddb',
        VpcEndpointType: 'Gateway',
        VpcId: 'vpc-a',
        ServiceName: 'com.amazonaws.us-east-1.dynamodb',
        State: 'deleted',
        RouteTableIds: ['rtb-public'],
      },
      {
        VpcEndpointId: 'vpce-ecr',
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-a',
        OwnerId: ACCOUNT,
        ServiceName: 'com.amazonaws.us-east-1.ecr.dkr',
        State: 'available',
        SubnetIds: ['subnet-1', 'subnet-2'],
        NetworkInterfaceIds: ['eni-endpoint'],
      },
      {
        VpcEndpointId: 'vpce-own',
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-a',
        ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0abc',
        State: 'available',
        SubnetIds: ['subnet-2'],
      },
    ],
  },
  'describe-addresses.json': {
    Addresses: [
      { PublicIp: '3.3.3.9', AllocationId: 'eipalloc-1' },
      { PublicIp: '3.3.3.3', AllocationId: 'eipalloc-2', NetworkInterfaceId: 'eni-web' },
    ],
  },
  'describe-vpc-peering-connections.json': {
    VpcPeeringConnections: [
      {
        VpcPeeringConnectionId: 'pcx-1',
        RequesterVpcInfo: { VpcId: 'vpc-a', OwnerId: ACCOUNT, Region: 'us-east-1', CidrBlock: '10.0.0.0/16' },
        AccepterVpcInfo: {
          VpcId: 'vpc-b',
          OwnerId: '444455556666',
          Region: 'us-west-2',
          CidrBlock: '10.9.0.0/16',
          CidrBlockSet: [{ CidrBlock: '10.9.0.0/16' }],
        },
      },
    ],
  },
  'describe-transit-gateway-attachments.json': {
    TransitGatewayAttachments: [
      { TransitGatewayAttachmentId: 'tgw-attach-1', TransitGatewayId: 'tgw-1', Tags: named('to-backbone') },
    ],
  },
};

describe('loadInventory', () => {
  let engine: SqlEngine;
  let folder: string;

  beforeAll(async () => {
    engine = await SqlEngine.open();
    folder = mkdtempSync(path.join(os.tmpdir(), 'inventory-'));
    writeDescriptions(folder, DOCUMENTS);
    await loadInventory(engine, readInventory(folder));
  });
  afterAll(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives VPCs a row per block, also those at the far end of a peering connection', async () => {
    expect(
      await engine.query('SELECT region, account_id, vpc_id, name, range_start FROM ref_vpcs ORDER BY ALL'),
    ).toEqual([
      {
        region: 'us-east-1',
        account_id: ACCOUNT,
        vpc_id: 'vpc-a',
        name: 'production',
        range_start: '40A000000',
      },
      {
        region: 'us-east-1',
        account_id: ACCOUNT,
        vpc_id: 'vpc-a',
        name: 'production',
        range_start: '464400000',
      },
      {
        region: 'us-east-1',
        account_id: ACCOUNT,
        vpc_id: 'vpc-a',
        name: 'production',
        range_start: '626001F18000000000000000000000000',
      },
      {
        region: 'us-west-2',
        account_id: '444455556666',
        vpc_id: 'vpc-b',
        name: null,
        range_start: '40A090000',
      },
    ]);
  });

  it('gives subnets their zone id and a row per block', async () => {
    const rows = await engine.query(
      'SELECT subnet_id, region, az_id, range_start, range_end FROM ref_subnets ORDER BY ALL',
    );
    expect(rows).toMatchObject([
      {
        subnet_id: 'subnet-1',
        region: 'us-east-1',
        az_id: 'use1-az1',
        range_start: '40A000000',
        range_end: '40A0000FF',
      },
      { subnet_id: 'subnet-1', az_id: 'use1-az1', range_start: '626001F18000000000000000000000000' },
      { subnet_id: 'subnet-2', az_id: 'use1-az2', range_start: '40A000100' },
    ]);
  });

  it.each([
    ['eni-web', 'interface', 'i-web', 'i-web', 'web'],
    ['eni-nat', 'nat_gateway', 'nat-a', null, 'nat-of-a'],
    ['eni-nat-described', 'nat_gateway', 'nat-b', null, null],
    ['eni-endpoint', 'vpc_endpoint', 'vpce-ecr', null, null],
    ['eni-tgw', 'transit_gateway', 'tgw-attach-1', null, 'to-backbone'],
    ['eni-alb', 'load_balancer', 'app/shop/50dc6c495c0c9188', null, 'app/shop/50dc6c495c0c9188'],
    ['eni-lambda', 'lambda', 'resize-images', null, 'resize-images'],
    ['eni-rds', 'rds', null, null, 'orders-db'],
  ])('knows what %s belongs to', async (id, type, resourceId, instanceId, name) => {
    expect(await engine.queryOne(`SELECT * FROM ref_interfaces WHERE interface_id = '${id}'`)).toEqual({
      interface_id: id,
      account_id: ACCOUNT,
      region: 'us-east-1',
      vpc_id: 'vpc-a',
      subnet_id: id === 'eni-rds' ? 'subnet-2' : 'subnet-1',
      az_id: id === 'eni-rds' ? 'use1-az2' : 'use1-az1',
      interface_type: type,
      resource_id: resourceId,
      instance_id: instanceId,
      name,
    });
  });

  it('lists secondary, public and IPv6 addresses once each, and Elastic IPs that nobody uses', async () => {
    const rows = await engine.query(
      `SELECT address, interface_id, vpc_id, is_public, address_key FROM ref_addresses
       WHERE interface_id IN ('eni-web', 'eni-nat') OR interface_id IS NULL ORDER BY interface_id NULLS FIRST, address`,
    );
    expect(rows.map((row) => [row['interface_id'], row['address'], row['is_public']])).toEqual([
      [null, '3.3.3.9', true],
      ['eni-nat', '10.0.0.20', false],
      ['eni-nat', '3.3.3.5', true],
      ['eni-web', '10.0.0.10', false],
      ['eni-web', '10.0.0.11', false],
      ['eni-web', '2600:1f18::a', false],
      ['eni-web', '3.3.3.3', true],
      ['eni-web', '3.3.3.4', true],
    ]);
    expect(rows[0]).toMatchObject({ vpc_id: null, address_key: '403030309' });
    expect(rows.at(-1)).toMatchObject({ vpc_id: 'vpc-a' });
  });

  it('gives each subnet the routes of its own table, else of the main one', async () => {
    const rows = await engine.query(
      'SELECT subnet_id, range_start, prefix_length, target_type, target_id FROM ref_routes ORDER BY subnet_id, target_id',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['subnet-1', '400000000', 0, 'internet_gateway', 'igw-1'],
      ['subnet-1', '4C0A80000', 16, 'virtual_private_gateway', 'vgw-1'],
      ['subnet-2', '600000000000000000000000000000000', 0, 'egress_only_internet_gateway', 'eigw-1'],
      ['subnet-2', '40A070001', 32, 'interface', 'eni-web'],
      ['subnet-2', '40A000000', 16, 'local', 'local'],
      ['subnet-2', '400000000', 0, 'nat_gateway', 'nat-a'],
      ['subnet-2', '40A090000', 16, 'vpc_peering', 'pcx-1'],
      ['subnet-2', '40A080000', 16, 'blackhole', 'tgw-1'],
    ]);
  });

  it('gives gateway endpoints the subnets whose table leads to them, unless they are deleted', async () => {
    expect(await engine.query('SELECT * FROM ref_gateway_endpoints')).toEqual([
      { vpc_id: 'vpc-a', subnet_id: 'subnet-2', endpoint_id: 'vpce-s3', service: 'S3' },
    ]);
  });

  it('lists endpoints with their service and zones', async () => {
    const rows = await engine.query(
      'SELECT endpoint_id, region, account_id, service, endpoint_type, az_count FROM ref_endpoints ORDER BY endpoint_id',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['vpce-ecr', 'us-east-1', ACCOUNT, 'ECR_DKR', 'Interface', 2],
      ['vpce-own', 'us-east-1', ACCOUNT, 'vpce-svc-0abc', 'Interface', 1],
      ['vpce-s3', 'us-east-1', ACCOUNT, 'S3', 'Gateway', 0],
    ]);
  });

  it('lists NAT gateways, regional ones without a zone', async () => {
    expect(await engine.query('SELECT * FROM ref_nat_gateways ORDER BY nat_gateway_id')).toMatchObject([
      {
        nat_gateway_id: 'nat-a',
        region: 'us-east-1',
        account_id: ACCOUNT,
        subnet_id: 'subnet-1',
        az_id: 'use1-az1',
        name: 'nat-of-a',
        state: 'available',
        created_at: Date.UTC(2026, 0, 2, 3, 4, 5) / 1000,
      },
      { nat_gateway_id: 'nat-regional', region: 'us-east-1', subnet_id: null, az_id: null, created_at: null },
    ]);
  });

  it('lists instances', async () => {
    expect(await engine.query('SELECT * FROM ref_instances')).toEqual([
      {
        instance_id: 'i-web',
        region: 'us-east-1',
        account_id: ACCOUNT,
        vpc_id: 'vpc-a',
        subnet_id: 'subnet-1',
        az_id: 'use1-az1',
        name: 'web',
        state: 'running',
      },
    ]);
  });

  it('makes every table empty without an inventory', async () => {
    const bare = await SqlEngine.open();
    await loadInventory(bare, emptyInventory);
    for (const table of [
      'vpcs',
      'subnets',
      'interfaces',
      'addresses',
      'routes',
      'gateway_endpoints',
      'nat_gateways',
      'endpoints',
      'instances',
    ]) {
      expect(await bare.query(`SELECT * FROM ref_${table}`)).toEqual([]);
    }
    bare.close();
  });
});
