import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  DescribeInstancesResult,
  DescribeNatGatewaysResult,
  DescribeRouteTablesResult,
  DescribeSubnetsResult,
  DescribeVpcEndpointsResult,
  DescribeVpcsResult,
  GroupIdentifier,
  Instance,
  NatGateway,
  RouteTable,
  Subnet,
  Vpc,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';

/** A VPC with what is in it, as EC2's Describe calls tell it. */
export interface DescribedNetwork {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly GroupIdentifier[];
  readonly instances: readonly Instance[];
  readonly natGateways: readonly NatGateway[];
  /** Without the main one. */
  readonly routeTables: readonly RouteTable[];
  readonly gatewayEndpoints: readonly VpcEndpoint[];
}

/** Reads the VPC called `name` out of the `describe-*.json` of a region. */
export function readNetwork(folder: string, name: string): DescribedNetwork {
  const read = <T>(call: string) =>
    JSON.parse(readFileSync(path.join(folder, `describe-${call}.json`), 'utf8')) as T;
  const { Vpcs = [] } = read<DescribeVpcsResult>('vpcs');
  const vpc = Vpcs.find(({ Tags = [] }) => Tags.some(({ Key, Value }) => Key === 'Name' && Value === name));
  if (vpc === undefined) throw new Error(`${folder}: describes no VPC ${name}`);
  const within = <T extends { readonly VpcId?: string | undefined }>(resources: readonly T[] = []) =>
    resources.filter(({ VpcId }) => VpcId === vpc.VpcId);

  const { Reservations = [] } = read<DescribeInstancesResult>('instances');
  const instances = within(Reservations.flatMap(({ Instances = [] }) => Instances));
  const groups = instances.flatMap(({ SecurityGroups = [] }) => SecurityGroups);
  const routeTables = within(read<DescribeRouteTablesResult>('route-tables').RouteTables);
  const endpoints = within(read<DescribeVpcEndpointsResult>('vpc-endpoints').VpcEndpoints);
  return {
    vpc,
    subnets: within(read<DescribeSubnetsResult>('subnets').Subnets),
    securityGroups: [...new Map(groups.map((group) => [group.GroupId, group])).values()],
    instances,
    natGateways: within(read<DescribeNatGatewaysResult>('nat-gateways').NatGateways),
    routeTables: routeTables.filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main)),
    gatewayEndpoints: endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway'),
  };
}
