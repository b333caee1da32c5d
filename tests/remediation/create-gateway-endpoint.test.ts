import {
  AssociateRouteTableCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import type { Anomaly } from '@egress/contracts';
import { NAT_ANOMALY } from '@egress/contracts/testing';
import * as fc from 'fast-check';
import { describeOnLocalAws } from '@egress/local-aws/testing';
import { expectExactUndo, expectMeddlingNoticed } from './round-trip';
import { startStrictAccount, type StrictAccount } from './strict-account';

jest.setTimeout(600_000);

let account: StrictAccount;
beforeAll(async () => (account = await startStrictAccount()));
afterAll(() => account.close());

interface Table {
  readonly leadsToNat: boolean;
  readonly hasSubnet: boolean;
  readonly isOnEndpoint: boolean;
}
interface Vpc {
  readonly tables: readonly Table[];
  readonly service: 's3' | 'dynamodb';
  readonly hasEndpoint: boolean;
}

const vpcIdOf = ({ evidence }: Anomaly) => String(evidence['vpcId']);
const ofVpc = (vpcId: string) => ({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });

async function createSubnet(VpcId: string, index: number): Promise<string> {
  const { Subnet } = await account.ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: `10.0.${index}.0/24` }),
  );
  return Subnet!.SubnetId!;
}

async function createTable(vpcId: string, natGatewayId: string, index: number, table: Table) {
  const { ec2 } = account;
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }));
  const RouteTableId = RouteTable!.RouteTableId!;
  if (table.leadsToNat) {
    const DestinationCidrBlock = '0.0.0.0/0';
    await ec2.send(
      new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, NatGatewayId: natGatewayId }),
    );
  }
  if (table.hasSubnet) {
    const SubnetId = await createSubnet(vpcId, index + 1);
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  }
  return RouteTableId;
}

async function createEndpoint(vpcId: string, service: string, routeTableIds: string[]) {
  await account.ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: vpcId,
      VpcEndpointType: 'Gateway',
      ServiceName: `com.amazonaws.eu-west-1.${service}`,
      RouteTableIds: routeTableIds,
    }),
  );
}

const roundTrip = {
  states: fc.record<Vpc>({
    tables: fc.array(
      fc.record({ leadsToNat: fc.boolean(), hasSubnet: fc.boolean(), isOnEndpoint: fc.boolean() }),
      { maxLength: 3 },
    ),
    service: fc.constantFrom('s3', 'dynamodb'),
    hasEndpoint: fc.boolean(),
  }),
  isWrong: ({ tables, hasEndpoint }: Vpc) =>
    tables.some(
      ({ leadsToNat, hasSubnet, isOnEndpoint }) => leadsToNat && hasSubnet && !(hasEndpoint && isOnEndpoint),
    ),
  create: async ({ tables, service, hasEndpoint }: Vpc) => {
    const { ec2 } = account;
    const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc!.VpcId!;
    const SubnetId = await createSubnet(VpcId, 0);
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' }),
    );
    const ids = [];
    for (const [index, table] of tables.entries())
      ids.push(await createTable(VpcId, NatGateway!.NatGatewayId!, index, table));
    if (hasEndpoint)
      await createEndpoint(
        VpcId,
        service,
        ids.filter((_, index) => tables[index]!.isOnEndpoint),
      );
    const remoteService = service === 's3' ? 'S3' : 'DYNAMODB';
    return { ...NAT_ANOMALY, evidence: { remoteService, remoteRegion: 'eu-west-1', vpcId: VpcId } };
  },
  remove: async () => undefined,
  /** EC2 keeps no order of endpoints, nor of their route tables and routes. */
  see: async (anomaly: Anomaly) => {
    const { ec2 } = account;
    const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand(ofVpc(vpcIdOf(anomaly))));
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(ofVpc(vpcIdOf(anomaly))));
    return {
      endpoints: VpcEndpoints.filter(({ State }) => String(State) !== 'deleted')
        .map(({ VpcEndpointId, RouteTableIds = [], Tags, PolicyDocument }) =>
          JSON.stringify({ VpcEndpointId, RouteTableIds: [...RouteTableIds].sort(), Tags, PolicyDocument }),
        )
        .sort(),
      routes: RouteTables.map(({ RouteTableId, Routes = [] }) => [
        RouteTableId,
        ...Routes.map((route) => JSON.stringify(route)).sort(),
      ]),
    };
  },
};

describeOnLocalAws('create-gateway-endpoint on a strict EC2', () => {
  it('takes back exactly the endpoint or the route tables that it added', () =>
    expectExactUndo(account, roundTrip));

  it('notices an endpoint that someone else created in between', () =>
    expectMeddlingNoticed(
      account,
      { ...roundTrip, isWrong: (vpc) => !vpc.hasEndpoint && roundTrip.isWrong(vpc) },
      (anomaly) =>
        createEndpoint(vpcIdOf(anomaly), anomaly.evidence['remoteService'] === 'S3' ? 's3' : 'dynamodb', []),
    ));
});
