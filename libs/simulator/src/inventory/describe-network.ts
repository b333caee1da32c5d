import type { Route, RouteTable, Subnet, Vpc } from '../organisation/network';
import type { RegionalOrganisation } from '../organisation/organisation';
import { ACCOUNT_ID, resourceId } from '../organisation/resource-ids';
import { nameTag } from './tags';

/** What `aws ec2 describe-vpcs`, `-subnets` and `-route-tables` print for a region. */

export function describeVpcs({ networks }: RegionalOrganisation): object {
  return { Vpcs: networks.map(({ vpc }) => vpcOf(vpc)) };
}

function vpcOf(vpc: Vpc): object {
  const ipv6 = vpc.ipv6Cidr === null ? [] : [vpc.ipv6Cidr];
  return {
    OwnerId: ACCOUNT_ID,
    InstanceTenancy: 'default',
    Ipv6CidrBlockAssociationSet: ipv6.map((Ipv6CidrBlock) => ({
      AssociationId: resourceId('vpc-cidr-assoc', Ipv6CidrBlock),
      Ipv6CidrBlock,
      Ipv6CidrBlockState: { State: 'associated' },
      NetworkBorderGroup: vpc.region,
      Ipv6Pool: 'Amazon',
    })),
    CidrBlockAssociationSet: [
      {
        AssociationId: resourceId('vpc-cidr-assoc', vpc.vpcId),
        CidrBlock: vpc.cidr,
        CidrBlockState: { State: 'associated' },
      },
    ],
    IsDefault: false,
    Tags: nameTag(vpc.name),
    VpcId: vpc.vpcId,
    State: 'available',
    CidrBlock: vpc.cidr,
    DhcpOptionsId: resourceId('dopt', vpc.region),
  };
}

export function describeSubnets({ networks, region }: RegionalOrganisation): object {
  return { Subnets: networks.flatMap(({ subnets }) => subnets.map((subnet) => subnetOf(subnet, region))) };
}

function subnetOf(subnet: Subnet, region: string): object {
  return {
    AvailabilityZoneId: subnet.azId,
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId: ACCOUNT_ID,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Tags: nameTag(subnet.name),
    SubnetArn: `arn:aws:ec2:${region}:${ACCOUNT_ID}:subnet/${subnet.subnetId}`,
    EnableDns64: false,
    Ipv6Native: false,
    SubnetId: subnet.subnetId,
    State: 'available',
    VpcId: subnet.vpc.vpcId,
    CidrBlock: subnet.cidr,
    AvailableIpAddressCount: 200,
    AvailabilityZone: subnet.azName,
    DefaultForAz: false,
    MapPublicIpOnLaunch: subnet.name.includes('public'),
  };
}

export function describeRouteTables({ networks }: RegionalOrganisation): object {
  return { RouteTables: networks.flatMap(({ routeTables }) => routeTables.map(routeTableOf)) };
}

function routeTableOf(table: RouteTable): object {
  const { routeTableId } = table;
  const association = { RouteTableId: routeTableId, AssociationState: { State: 'associated' } };
  const associationId = (of: string): string => resourceId('rtbassoc', `${routeTableId}/${of}`);
  return {
    Associations:
      table.subnets.length === 0
        ? [{ Main: true, RouteTableAssociationId: associationId('main'), ...association }]
        : table.subnets.map(({ subnetId }) => ({
            Main: false,
            RouteTableAssociationId: associationId(subnetId),
            SubnetId: subnetId,
            ...association,
          })),
    PropagatingVgws: [],
    RouteTableId: routeTableId,
    Routes: table.routes.map(routeOf),
    Tags: nameTag(table.name),
    VpcId: table.vpc.vpcId,
    OwnerId: ACCOUNT_ID,
  };
}

/** AWS names the target's field by what the target is. */
const TARGET_FIELDS: readonly (readonly [prefix: string, field: string])[] = [
  ['nat-', 'NatGatewayId'],
  ['tgw-', 'TransitGatewayId'],
  ['pcx-', 'VpcPeeringConnectionId'],
];

function routeOf({ destination, target, isBlackhole }: Route): object {
  const destinationField = destination.startsWith('pl-')
    ? 'DestinationPrefixListId'
    : destination.includes(':')
      ? 'DestinationIpv6CidrBlock'
      : 'DestinationCidrBlock';
  const targetField = TARGET_FIELDS.find(([prefix]) => target.startsWith(prefix))?.[1] ?? 'GatewayId';
  return {
    [destinationField]: destination,
    [targetField]: target,
    Origin: target === 'local' ? 'CreateRouteTable' : 'CreateRoute',
    State: isBlackhole === true ? 'blackhole' : 'active',
  };
}
