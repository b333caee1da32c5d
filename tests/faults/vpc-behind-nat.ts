import {
  AssociateRouteTableCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { Account } from '@egress/bench/anomalies/account';
import type { Anomaly } from '@egress/contracts';
import { NAT_ANOMALY } from '@egress/contracts/testing';

/** A new VPC that reaches S3 through a NAT gateway, and the anomaly that it is: a gateway endpoint would carry it for free. */
export async function createVpcBehindNat({ client }: Account, name: string): Promise<Anomaly> {
  const ec2 = new EC2Client(client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
  const SubnetId = Subnet?.SubnetId;
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private' }),
  );
  const NatGatewayId = NatGateway?.NatGatewayId ?? '';
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = RouteTable?.RouteTableId;
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId }));
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  return {
    ...NAT_ANOMALY,
    id: `anomaly-of-${name}`,
    resource: NatGatewayId,
    evidence: { ...NAT_ANOMALY.evidence, vpcId: VpcId },
  };
}

/** How many endpoints a VPC has. */
export async function countEndpoints({ client }: Account, vpcId: string): Promise<number> {
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  const { VpcEndpoints = [] } = await new EC2Client(client).send(
    new DescribeVpcEndpointsCommand({ Filters }),
  );
  return VpcEndpoints.length;
}
