import type { Network, NetworkInterface, PeeringConnection, TransitGatewayAttachment } from './network';
import {
  ANALYTICS_PEERING_ID,
  S3_PREFIX_LIST_ID,
  SHARED_SERVICES_ATTACHMENT_ID,
  STOREFRONT_ATTACHMENT_ID,
  TRANSIT_GATEWAY_ID,
  WEST_INTERNET_GATEWAY_ID,
  WEST_PEERING_ID,
} from './gateways';
import {
  gatewayEndpointOf,
  hostOf,
  natGatewayOf,
  subnetOf,
  transitGatewayInterfaceOf,
  vpcOf,
} from './network-parts';
import { resourceId } from './resource-ids';
import { appA, storefront } from './storefront';

/** The VPCs beside the shop: analytics (peered), west (peered across regions), shared services (transit gateway). */

const analyticsVpc = vpcOf('analytics', 'us-east-1', '10.1.0.0/16');
const analyticsA = subnetOf(analyticsVpc, 'analytics-a', 'us-east-1b', 'use1-az1', '10.1.0.0/20');
const analyticsB = subnetOf(analyticsVpc, 'analytics-b', 'us-east-1c', 'use1-az2', '10.1.16.0/20');
export const etl1 = hostOf(analyticsA, 'etl-1', '10.1.0.10');
export const etl2 = hostOf(analyticsB, 'etl-2', '10.1.16.10');
export const analyticsS3Gateway = gatewayEndpointOf(analyticsVpc, 's3');

export const analytics: Network = {
  vpc: analyticsVpc,
  subnets: [analyticsA, analyticsB],
  hosts: [etl1, etl2],
  natGateways: [],
  endpoints: [analyticsS3Gateway],
  routeTables: [
    {
      routeTableId: resourceId('rtb', 'analytics/main'),
      name: 'main',
      vpc: analyticsVpc,
      subnets: [],
      routes: [
        { destination: analyticsVpc.cidr, target: 'local' },
        { destination: storefront.vpc.cidr, target: ANALYTICS_PEERING_ID },
        { destination: S3_PREFIX_LIST_ID, target: analyticsS3Gateway.endpointId },
      ],
    },
  ],
};

const westVpc = vpcOf('west', 'us-west-2', '10.2.0.0/16');
const westPublic = subnetOf(westVpc, 'west-public', 'us-west-2a', 'usw2-az2', '10.2.0.0/24');
const westA = subnetOf(westVpc, 'west-a', 'us-west-2a', 'usw2-az2', '10.2.16.0/20');
const westB = subnetOf(westVpc, 'west-b', 'us-west-2b', 'usw2-az1', '10.2.32.0/20');
export const replica = hostOf(westA, 'database-replica', '10.2.16.10');
export const reporting = hostOf(westB, 'reporting', '10.2.32.10');
export const natWest = natGatewayOf(westPublic, 'nat-west', '10.2.0.100', '54.201.10.31');

export const west: Network = {
  vpc: westVpc,
  subnets: [westPublic, westA, westB],
  hosts: [replica, reporting],
  natGateways: [natWest],
  endpoints: [],
  routeTables: [
    {
      routeTableId: resourceId('rtb', 'west/main'),
      name: 'main',
      vpc: westVpc,
      subnets: [],
      routes: [
        { destination: westVpc.cidr, target: 'local' },
        { destination: storefront.vpc.cidr, target: WEST_PEERING_ID },
        { destination: '0.0.0.0/0', target: natWest.natGatewayId },
      ],
    },
    {
      routeTableId: resourceId('rtb', 'west/public'),
      name: 'public',
      vpc: westVpc,
      subnets: [westPublic],
      routes: [
        { destination: westVpc.cidr, target: 'local' },
        { destination: '0.0.0.0/0', target: WEST_INTERNET_GATEWAY_ID },
      ],
    },
  ],
};

const sharedVpc = vpcOf('shared-services', 'us-east-1', '10.3.0.0/16');
const sharedA = subnetOf(sharedVpc, 'shared-a', 'us-east-1b', 'use1-az1', '10.3.0.0/24');
export const monitoring = hostOf(sharedA, 'monitoring', '10.3.0.10');

const sharedServices: Network = {
  vpc: sharedVpc,
  subnets: [sharedA],
  hosts: [monitoring],
  natGateways: [],
  endpoints: [],
  routeTables: [
    {
      routeTableId: resourceId('rtb', 'shared-services/main'),
      name: 'main',
      vpc: sharedVpc,
      subnets: [],
      routes: [
        { destination: sharedVpc.cidr, target: 'local' },
        { destination: storefront.vpc.cidr, target: TRANSIT_GATEWAY_ID },
      ],
    },
  ],
};

export const storefrontAttachment: TransitGatewayAttachment = {
  attachmentId: STOREFRONT_ATTACHMENT_ID,
  transitGatewayId: TRANSIT_GATEWAY_ID,
  vpc: storefront.vpc,
  networkInterface: transitGatewayInterfaceOf(appA, STOREFRONT_ATTACHMENT_ID, '10.0.16.250'),
};

export const sharedServicesAttachment: TransitGatewayAttachment = {
  attachmentId: SHARED_SERVICES_ATTACHMENT_ID,
  transitGatewayId: TRANSIT_GATEWAY_ID,
  vpc: sharedVpc,
  networkInterface: transitGatewayInterfaceOf(sharedA, SHARED_SERVICES_ATTACHMENT_ID, '10.3.0.250'),
};

export const PEERINGS: readonly PeeringConnection[] = [
  { peeringId: ANALYTICS_PEERING_ID, requester: storefront.vpc, accepter: analyticsVpc },
  { peeringId: WEST_PEERING_ID, requester: storefront.vpc, accepter: westVpc },
];

export const ATTACHMENTS: readonly TransitGatewayAttachment[] = [
  storefrontAttachment,
  sharedServicesAttachment,
];

export const NETWORKS: readonly Network[] = [storefront, analytics, west, sharedServices];

/** An Elastic IP that nobody uses, in us-east-1. */
export const IDLE_ADDRESS = '52.4.10.40';

/** Every network interface of a VPC: hosts, NAT gateways, endpoints, transit gateway attachments. */
export function interfacesOf(network: Network): readonly NetworkInterface[] {
  return [
    ...network.hosts,
    ...network.natGateways.map((nat) => nat.networkInterface),
    ...network.endpoints.flatMap((endpoint) => endpoint.interfaces),
    ...ATTACHMENTS.filter((attachment) => attachment.vpc === network.vpc).map((a) => a.networkInterface),
  ];
}
