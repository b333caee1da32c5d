import type { NatGateway, PeeringConnection, RouteTable, VpcEndpoint, Vpc } from '../organisation/network';
import type { RegionalOrganisation } from '../organisation/organisation';
import { ACCOUNT_ID, resourceId } from '../organisation/resource-ids';
import { allocationIdOf } from './describe-hosts';
import { nameTag } from './tags';

/** What the describe calls for NAT gateways, endpoints, peerings and transit gateway attachments print. */

const CREATED = '2026-08-03T09:00:00+00:00';

export function describeNatGateways({ networks }: RegionalOrganisation): object {
  return { NatGateways: networks.flatMap(({ natGateways }) => natGateways.map(natGatewayOf)) };
}

function natGatewayOf({ natGatewayId, networkInterface }: NatGateway): object {
  const { subnet, publicIp, privateIp, interfaceId, name } = networkInterface;
  return {
    CreateTime: CREATED,
    NatGatewayAddresses: [
      {
        AllocationId: allocationIdOf(publicIp ?? ''),
        NetworkInterfaceId: interfaceId,
        PrivateIp: privateIp,
        PublicIp: publicIp,
        AssociationId: resourceId('eipassoc', interfaceId),
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    NatGatewayId: natGatewayId,
    State: 'available',
    SubnetId: subnet.subnetId,
    VpcId: subnet.vpc.vpcId,
    Tags: nameTag(name),
    ConnectivityType: 'public',
  };
}

export function describeVpcEndpoints({ networks, region }: RegionalOrganisation): object {
  return {
    VpcEndpoints: networks.flatMap(({ endpoints, routeTables }) =>
      endpoints.map((endpoint) => endpointOf(endpoint, routeTables, region)),
    ),
  };
}

function endpointOf(endpoint: VpcEndpoint, routeTables: readonly RouteTable[], region: string): object {
  const leadingTo = routeTables.filter(({ routes }) =>
    routes.some(({ target }) => target === endpoint.endpointId),
  );
  return {
    VpcEndpointId: endpoint.endpointId,
    VpcEndpointType: endpoint.endpointType,
    VpcId: endpoint.vpc.vpcId,
    ServiceName: `com.amazonaws.${region}.${endpoint.service}`,
    State: 'available',
    RouteTableIds: leadingTo.map(({ routeTableId }) => routeTableId),
    SubnetIds: endpoint.interfaces.map(({ subnet }) => subnet.subnetId),
    Groups: [],
    PrivateDnsEnabled: endpoint.endpointType === 'Interface' && endpoint.service !== 's3',
    RequesterManaged: false,
    NetworkInterfaceIds: endpoint.interfaces.map(({ interfaceId }) => interfaceId),
    DnsEntries: [],
    CreationTimestamp: CREATED,
    Tags: [],
    OwnerId: ACCOUNT_ID,
  };
}

export function describeVpcPeeringConnections({ peerings }: RegionalOrganisation): object {
  return { VpcPeeringConnections: peerings.map(peeringOf) };
}

function peeringOf({ peeringId, requester, accepter }: PeeringConnection): object {
  const side = (vpc: Vpc): object => ({
    CidrBlock: vpc.cidr,
    CidrBlockSet: [{ CidrBlock: vpc.cidr }],
    OwnerId: ACCOUNT_ID,
    VpcId: vpc.vpcId,
    Region: vpc.region,
  });
  return {
    AccepterVpcInfo: side(accepter),
    RequesterVpcInfo: side(requester),
    Status: { Code: 'active', Message: 'Active' },
    Tags: [],
    VpcPeeringConnectionId: peeringId,
  };
}

export function describeTransitGatewayAttachments({ attachments }: RegionalOrganisation): object {
  return {
    TransitGatewayAttachments: attachments.map(({ attachmentId, transitGatewayId, vpc }) => ({
      TransitGatewayAttachmentId: attachmentId,
      TransitGatewayId: transitGatewayId,
      TransitGatewayOwnerId: ACCOUNT_ID,
      ResourceOwnerId: ACCOUNT_ID,
      ResourceType: 'vpc',
      ResourceId: vpc.vpcId,
      State: 'available',
      CreationTime: CREATED,
      Tags: nameTag(vpc.name),
    })),
  };
}
