import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  type EC2Client,
  type NatGateway,
  type ResourceType,
  type RouteTable,
  type Tag,
} from '@aws-sdk/client-ec2';
import { createHosts } from './create-hosts';
import type { DescribedNetwork } from './described-network';
import { type NewIds, newIds } from './new-ids';

/**
 * Creates a network with what playbooks look at and detection names: no peerings, no transit gateways, nothing that runs.
 *
 * @returns the ids that the account gave
 */
export async function createNetwork(ec2: EC2Client, network: DescribedNetwork): Promise<NewIds> {
  const ids = newIds();
  const { vpc, subnets, natGateways, routeTables, gatewayEndpoints } = network;
  const created = await ec2.send(
    new CreateVpcCommand({ CidrBlock: vpc.CidrBlock, TagSpecifications: tagged('vpc', vpc.Tags) }),
  );
  ids.add(vpc.VpcId, created.Vpc?.VpcId);
  const VpcId = ids.of(vpc.VpcId);
  for (const { SubnetId, CidrBlock, AvailabilityZone, Tags } of subnets) {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId,
        CidrBlock,
        AvailabilityZone,
        TagSpecifications: tagged('subnet', Tags),
      }),
    );
    ids.add(SubnetId, Subnet?.SubnetId);
  }
  await createHosts(ec2, network, ids);
  for (const each of natGateways) await createNatGateway(ec2, each, ids);
  for (const each of routeTables) await createRouteTable(ec2, each, ids);
  for (const { VpcEndpointId, ServiceName, RouteTableIds = [] } of gatewayEndpoints) {
    const { VpcEndpoint } = await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId,
        ServiceName,
        VpcEndpointType: 'Gateway',
        RouteTableIds: RouteTableIds.map(ids.of),
      }),
    );
    ids.add(VpcEndpointId, VpcEndpoint?.VpcEndpointId);
  }
  return ids;
}

async function createNatGateway(ec2: EC2Client, { NatGatewayId, SubnetId, Tags }: NatGateway, ids: NewIds) {
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({
      AllocationId,
      SubnetId: ids.of(SubnetId),
      TagSpecifications: tagged('natgateway', Tags),
    }),
  );
  ids.add(NatGatewayId, NatGateway?.NatGatewayId);
}

/** With its routes to NAT gateways. */
async function createRouteTable(ec2: EC2Client, table: RouteTable, ids: NewIds): Promise<void> {
  const { RouteTable } = await ec2.send(
    new CreateRouteTableCommand({
      VpcId: ids.of(table.VpcId),
      TagSpecifications: tagged('route-table', table.Tags),
    }),
  );
  ids.add(table.RouteTableId, RouteTable?.RouteTableId);
  const RouteTableId = ids.of(table.RouteTableId);
  for (const { SubnetId } of table.Associations ?? []) {
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: ids.of(SubnetId) }));
  }
  for (const { DestinationCidrBlock, NatGatewayId } of table.Routes ?? []) {
    if (NatGatewayId === undefined) continue;
    await ec2.send(
      new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, NatGatewayId: ids.of(NatGatewayId) }),
    );
  }
}

function tagged(ResourceType: ResourceType, Tags: Tag[] = []) {
  return [{ ResourceType, Tags }];
}
