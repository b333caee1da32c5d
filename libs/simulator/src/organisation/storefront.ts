import type { Network, RouteTable, Subnet } from './network';
import {
  ANALYTICS_PEERING_ID,
  DYNAMODB_PREFIX_LIST_ID,
  ON_PREMISES_CIDR,
  RETIRED_CIDR,
  RETIRED_PEERING_ID,
  S3_PREFIX_LIST_ID,
  STOREFRONT_INTERNET_GATEWAY_ID,
  TRANSIT_GATEWAY_ID,
  VIRTUAL_PRIVATE_GATEWAY_ID,
  WEST_PEERING_ID,
} from './gateways';
import {
  gatewayEndpointOf,
  hostOf,
  interfaceEndpointOf,
  natGatewayOf,
  subnetOf,
  vpcOf,
} from './network-parts';
import { resourceId } from './resource-ids';

/**
 * The main VPC: a web shop in three zones. What is wrong with it, on purpose: app-c leaves through a NAT gateway in
 * another zone, app-b and app-c have no gateway endpoint, one NAT gateway is idle, and two endpoints do not pay.
 */
const vpc = vpcOf('storefront', 'us-east-1', '10.0.0.0/16', '2600:1f18:2b0:ad00::/56');

const publicA = subnetOf(vpc, 'public-a', 'us-east-1b', 'use1-az1', '10.0.0.0/24');
const publicB = subnetOf(vpc, 'public-b', 'us-east-1c', 'use1-az2', '10.0.1.0/24');
const publicC = subnetOf(vpc, 'public-c', 'us-east-1a', 'use1-az4', '10.0.2.0/24');
export const appA = subnetOf(vpc, 'app-a', 'us-east-1b', 'use1-az1', '10.0.16.0/20');
const appB = subnetOf(vpc, 'app-b', 'us-east-1c', 'use1-az2', '10.0.32.0/20');
const appC = subnetOf(vpc, 'app-c', 'us-east-1a', 'use1-az4', '10.0.48.0/20');
const dataA = subnetOf(vpc, 'data-a', 'us-east-1b', 'use1-az1', '10.0.64.0/20');
const dataB = subnetOf(vpc, 'data-b', 'us-east-1c', 'use1-az2', '10.0.80.0/20');

/** The web servers' group; `security-group-opened` opens it to the world. */
export const WEB_SECURITY_GROUP_ID = resourceId('sg', 'storefront/web');

export const web1 = hostOf(publicA, 'web-1', '10.0.0.10', {
  publicIp: '34.204.10.21',
  ipv6: '2600:1f18:2b0:ad00::10',
});
export const web2 = hostOf(publicB, 'web-2', '10.0.1.10', { publicIp: '34.204.10.22' });
export const web3 = hostOf(publicC, 'web-3', '10.0.2.10', { publicIp: '34.204.10.23' });
export const app1 = hostOf(appA, 'app-1', '10.0.16.10', { ipv6: '2600:1f18:2b0:ad10::10' });
export const app2 = hostOf(appB, 'app-2', '10.0.32.10', { secondaryIp: '10.0.32.99' });
export const app3 = hostOf(appC, 'app-3', '10.0.48.10');
export const worker1 = hostOf(appA, 'worker-1', '10.0.16.40');
export const worker2 = hostOf(appC, 'worker-2', '10.0.48.40');
export const kafka1 = hostOf(appA, 'kafka-1', '10.0.16.60');
export const kafka2 = hostOf(appB, 'kafka-2', '10.0.32.60');
export const kafka3 = hostOf(appC, 'kafka-3', '10.0.48.60');
export const database1 = hostOf(dataA, 'database-1', '10.0.64.10');
export const database2 = hostOf(dataB, 'database-2', '10.0.80.10');

export const natA = natGatewayOf(publicA, 'nat-a', '10.0.0.100', '52.4.10.31');
export const natB = natGatewayOf(publicB, 'nat-b', '10.0.1.100', '52.4.10.32');
export const natIdle = natGatewayOf(publicC, 'nat-idle', '10.0.2.100', '52.4.10.33');

export const s3Gateway = gatewayEndpointOf(vpc, 's3');
export const dynamoDbGateway = gatewayEndpointOf(vpc, 'dynamodb');
export const logsEndpoint = interfaceEndpointOf(vpc, 'logs', [
  { subnet: appA, privateIp: '10.0.16.201' },
  { subnet: appB, privateIp: '10.0.32.201' },
]);
export const secretsEndpoint = interfaceEndpointOf(vpc, 'secretsmanager', [
  { subnet: appA, privateIp: '10.0.16.202' },
  { subnet: appB, privateIp: '10.0.32.202' },
]);
export const s3InterfaceEndpoint = interfaceEndpointOf(vpc, 's3', [
  { subnet: appB, privateIp: '10.0.32.203' },
]);

const LOCAL = { destination: vpc.cidr, target: 'local' };
const TO_INTERNET = { destination: '0.0.0.0/0', target: STOREFRONT_INTERNET_GATEWAY_ID };
const TO_INTERNET_BY_IPV6 = { destination: '::/0', target: STOREFRONT_INTERNET_GATEWAY_ID };
const TO_PEERS = [
  { destination: '10.1.0.0/16', target: ANALYTICS_PEERING_ID },
  { destination: '10.2.0.0/16', target: WEST_PEERING_ID },
  { destination: '10.3.0.0/16', target: TRANSIT_GATEWAY_ID },
  { destination: RETIRED_CIDR, target: RETIRED_PEERING_ID, isBlackhole: true },
  { destination: ON_PREMISES_CIDR, target: VIRTUAL_PRIVATE_GATEWAY_ID },
];
const TO_S3 = { destination: S3_PREFIX_LIST_ID, target: s3Gateway.endpointId };
const TO_DYNAMODB = { destination: DYNAMODB_PREFIX_LIST_ID, target: dynamoDbGateway.endpointId };
const toNat = (natGatewayId: string) => ({ destination: '0.0.0.0/0', target: natGatewayId });

function routeTable(name: string, subnets: readonly Subnet[], routes: RouteTable['routes']): RouteTable {
  return {
    routeTableId: resourceId('rtb', `storefront/${name}`),
    name,
    vpc,
    subnets,
    routes: [LOCAL, ...routes],
  };
}

export const storefront: Network = {
  vpc,
  subnets: [publicA, publicB, publicC, appA, appB, appC, dataA, dataB],
  hosts: [
    ...[web1, web2, web3, app1, app2, app3, worker1, worker2],
    ...[kafka1, kafka2, kafka3, database1, database2],
  ],
  natGateways: [natA, natB, natIdle],
  endpoints: [s3Gateway, dynamoDbGateway, logsEndpoint, secretsEndpoint, s3InterfaceEndpoint],
  routeTables: [
    routeTable('main', [], []),
    routeTable('public', [publicA, publicB, publicC], [TO_INTERNET, TO_INTERNET_BY_IPV6]),
    routeTable('app-a', [appA], [toNat(natA.natGatewayId), ...TO_PEERS, TO_S3, TO_DYNAMODB]),
    routeTable('app-b', [appB], [toNat(natB.natGatewayId), ...TO_PEERS]),
    routeTable('app-c', [appC], [toNat(natB.natGatewayId), ...TO_PEERS]),
    routeTable('data', [dataA, dataB], [toNat(natA.natGatewayId), ...TO_PEERS, TO_S3]),
  ],
};
