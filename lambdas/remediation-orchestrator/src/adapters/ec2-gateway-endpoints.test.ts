import { VPC_ID } from '@egress/contracts/testing';
import { ec2Answer, ec2Error, fakeEc2 } from '../testing/fake-ec2';
import { ec2GatewayEndpoints } from './ec2-gateway-endpoints';

const MARK = { anomalyId: '2026112105-nat', startedAt: '2026-11-21T08:00:00.000Z' };
const item = (...content: readonly string[]) => `<item>${content.join('')}</item>`;
const tag = (key: string, value: string) => item(`<key>${key}</key><value>${value}</value>`);

let ec2: Awaited<ReturnType<typeof fakeEc2>>;
beforeEach(async () => (ec2 = await fakeEc2()));
afterEach(() => ec2.close());

const endpoints = () => ec2GatewayEndpoints(ec2.client, 'eu-west-1');

it('reads which route tables lead subnets to a NAT gateway, and the endpoints there are', async () => {
  const route = (target: string, state: string) => item(target, `<state>${state}</state>`);
  const nat = '<natGatewayId>nat-1</natGatewayId>';
  const table = (id: string, association: string, routes: string) =>
    item(
      `<routeTableId>${id}</routeTableId>`,
      `<associationSet>${association}</associationSet>`,
      `<routeSet>${routes}</routeSet>`,
    );
  const statement = (action: string) =>
    `{"Statement":[{"Effect":"Allow","Principal":"*","Action":"${action}","Resource":"*"}]}`;
  const endpoint = (id: string, state: string, tags = '', policy = statement('*')) =>
    item(
      `<vpcEndpointId>${id}</vpcEndpointId><state>${state}</state><policyDocument>${policy}</policyDocument>`,
      `<routeTableIdSet>${item('rtb-1')}</routeTableIdSet><tagSet>${tags}</tagSet>`,
    );
  const answers = {
    DescribeVpcs: `<vpcSet>${item(`<tagSet>${tag('team', 'web')}</tagSet>`)}</vpcSet>`,
    DescribeRouteTables: `<routeTableSet>${[
      table('rtb-1', item('<main>true</main>'), route(nat, 'active')),
      table('rtb-2', item('<main>false</main><subnetId>subnet-1</subnetId>'), route(nat, 'blackhole')),
      table('rtb-3', '', route('<gatewayId>igw-1</gatewayId>', 'active') + route(nat, 'active')),
    ].join('')}</routeTableSet>`,
    DescribeVpcEndpoints: `<vpcEndpointSet>${[
      endpoint('vpce-1', 'available', tag('egress-optimizer:anomaly', 'a1')),
      endpoint('vpce-2', 'Deleted'),
      endpoint('vpce-3', 'Failed', '', statement('s3:GetObject')),
    ].join('')}</vpcEndpointSet>`,
  };
  for (const [action, content] of Object.entries(answers)) ec2.replies[action] = ec2Answer(action, content);
  expect(await endpoints().find(VPC_ID, 's3')).toEqual({
    tagKeys: ['team'],
    routeTables: [
      { routeTableId: 'rtb-1', tagKeys: [], hasSubnets: true, leadsToNatGateway: true },
      { routeTableId: 'rtb-2', tagKeys: [], hasSubnets: true, leadsToNatGateway: false },
      { routeTableId: 'rtb-3', tagKeys: [], hasSubnets: false, leadsToNatGateway: true },
    ],
    endpoints: [
      {
        endpointId: 'vpce-1',
        routeTableIds: ['rtb-1'],
        tagKeys: ['egress-optimizer:anomaly'],
        anomalyId: 'a1',
        hasFailed: false,
        policy: null,
      },
      {
        endpointId: 'vpce-3',
        routeTableIds: ['rtb-1'],
        tagKeys: [],
        anomalyId: null,
        hasFailed: true,
        policy: statement('s3:GetObject'),
      },
    ],
  });
  const asked = ec2.requests.map((request) => Object.fromEntries(request));
  expect(asked).toContainEqual(
    expect.objectContaining({
      Action: 'DescribeVpcEndpoints',
      'Filter.1.Value.1': VPC_ID,
      'Filter.2.Value.1': 'com.amazonaws.eu-west-1.s3',
      'Filter.3.Value.1': 'Gateway',
    }),
  );
});

it('says so when there is no such VPC, and fails on everything else', async () => {
  ec2.replies['DescribeVpcs'] = ec2Answer('DescribeVpcs', '<vpcSet/>');
  expect(await endpoints().find(VPC_ID, 's3')).toBeUndefined();
  ec2.replies['DescribeVpcs'] = ec2Error('UnauthorizedOperation');
  await expect(endpoints().find(VPC_ID, 's3')).rejects.toThrow('no');
});

it('creates an endpoint that says whose it is, with the same token when it is asked again', async () => {
  const created = '<vpcEndpoint><vpcEndpointId>vpce-1</vpcEndpointId></vpcEndpoint>';
  ec2.replies['CreateVpcEndpoint'] = ec2Answer('CreateVpcEndpoint', created);
  const tokens = [];
  for (const service of ['dynamodb', 'dynamodb'] as const) {
    expect(await endpoints().create(VPC_ID, service, ['rtb-1', 'rtb-2'], MARK)).toBe('vpce-1');
    tokens.push(ec2.asked()['ClientToken']);
  }
  expect(ec2.asked()).toMatchObject({
    Action: 'CreateVpcEndpoint',
    VpcId: VPC_ID,
    VpcEndpointType: 'Gateway',
    ServiceName: 'com.amazonaws.eu-west-1.dynamodb',
    'RouteTableId.1': 'rtb-1',
    'RouteTableId.2': 'rtb-2',
    'TagSpecification.1.ResourceType': 'vpc-endpoint',
    'TagSpecification.1.Tag.1.Key': 'egress-optimizer:anomaly',
    'TagSpecification.1.Tag.1.Value': MARK.anomalyId,
  });
  expect(tokens[0]).toMatch(/^[\da-f]{64}$/);
  expect(tokens[1]).toBe(tokens[0]);
});

it('changes route tables and nothing else of an endpoint', async () => {
  await endpoints().addRouteTables('vpce-1', ['rtb-1']);
  expect(ec2.asked()).toMatchObject({ VpcEndpointId: 'vpce-1', 'AddRouteTableId.1': 'rtb-1' });
  expect(Object.keys(ec2.asked())).toHaveLength(4);
  await endpoints().removeRouteTables('vpce-1', ['rtb-1']);
  expect(ec2.asked()).toMatchObject({ VpcEndpointId: 'vpce-1', 'RemoveRouteTableId.1': 'rtb-1' });
  expect(Object.keys(ec2.asked())).toHaveLength(4);
});

it('takes each route table off on its own, and leaves it at that where one is not on the endpoint', async () => {
  ec2.replies['ModifyVpcEndpoint'] = ec2Error('InvalidParameter');
  await endpoints().removeRouteTables('vpce-1', ['rtb-1', 'rtb-2']);
  expect(ec2.requests.map((request) => request.get('RemoveRouteTableId.1'))).toEqual(['rtb-1', 'rtb-2']);
  ec2.replies['ModifyVpcEndpoint'] = ec2Error('UnauthorizedOperation');
  await expect(endpoints().removeRouteTables('vpce-1', ['rtb-1'])).rejects.toThrow('no');
});

it('takes an endpoint that is gone for deleted, however EC2 says so', async () => {
  ec2.replies['DeleteVpcEndpoints'] = ec2Error('InvalidVpcEndpointId.NotFound');
  await endpoints().delete('vpce-1');
  const error = '<error><code>InvalidVpcEndpoint.NotFound</code></error>';
  ec2.replies['DeleteVpcEndpoints'] = ec2Answer(
    'DeleteVpcEndpoints',
    `<unsuccessful>${item(`<resourceId>vpce-1</resourceId>${error}`)}</unsuccessful>`,
  );
  await endpoints().delete('vpce-1');
});

it('fails when EC2 says that it did not delete', async () => {
  const error = '<error><code>InvalidState</code><message>not now</message></error>';
  ec2.replies['DeleteVpcEndpoints'] = ec2Answer(
    'DeleteVpcEndpoints',
    `<unsuccessful>${item(`<resourceId>vpce-1</resourceId>${error}`)}</unsuccessful>`,
  );
  await expect(endpoints().delete('vpce-1')).rejects.toThrow(
    'DeleteVpcEndpoints failed for vpce-1: InvalidState not now',
  );
});
