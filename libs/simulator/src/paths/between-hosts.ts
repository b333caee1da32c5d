import type { OpenAccount } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import type { Flow, Posting } from '../records/flow';
import { booking, zoneClass } from './booking';
import { TRAFFIC_PATH } from '../records/traffic-path';
import { egressLeg, ingressLeg } from './legs';
import type { Service } from './protocols';

/**
 * Two hosts of one VPC over their first private addresses: both ends log each way, and each byte is billed to its
 * sender once.
 */
export function withinVpc(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  service: Service,
): Flow {
  return privateFlow(open, { client, from: client.privateIp, server, to: server.privateIp }, service);
}

/** As `withinVpc`, over the hosts' IPv6 addresses. Throws when a host has none. */
export function withinVpcByIpv6(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  service: Service,
): Flow {
  if (client.ipv6 === null || server.ipv6 === null) {
    throw new Error(`${client.name} and ${server.name} need IPv6 addresses to talk over IPv6`);
  }
  return privateFlow(open, { client, from: client.ipv6, server, to: server.ipv6 }, service);
}

/**
 * As `withinVpc`, to the server's second private address: the server's own interface logs its first address in
 * srcaddr and dstaddr, and the second only in the packet's addresses. Throws when the server has no second address.
 */
export function toSecondaryAddress(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  service: Service,
): Flow {
  if (server.secondaryIp === null) throw new Error(`${server.name} has no second private address`);
  const ends = { client, from: client.privateIp, server, to: server.secondaryIp };
  return privateFlow(open, ends, service, server.privateIp);
}

interface PrivateEnds {
  readonly client: NetworkInterface;
  readonly from: string;
  readonly server: NetworkInterface;
  readonly to: string;
}

function privateFlow(
  open: OpenAccount,
  { client, from, server, to }: PrivateEnds,
  service: Service,
  toAsServerLogsIt = to,
): Flow {
  const up = { source: from, destination: to };
  const down = { source: to, destination: from };
  const upAtServer = { source: from, destination: toAsServerLogsIt, packetDestination: to };
  const downAtServer = { source: toAsServerLogsIt, destination: from, packetSource: to };
  const toServer = { trafficPath: TRAFFIC_PATH.sameVpc, nextHop: server };
  const toClient = { trafficPath: TRAFFIC_PATH.sameVpc, nextHop: client };
  return {
    ...service,
    legs: [
      egressLeg(client, 'up', up, toServer),
      ingressLeg(server, 'up', upAtServer),
      egressLeg(server, 'down', downAtServer, toClient),
      ingressLeg(client, 'down', down),
    ],
    transitLegs: [],
    postings: bothWays(open, client, server, 'private_address'),
  };
}

function bothWays(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  path: 'private_address' | 'public_address',
): readonly Posting[] {
  const egressClass = path === 'public_address' ? 'cross_az' : zoneClass(client, server);
  return [
    {
      account: open(booking(client, egressClass, path, { receiverId: server.resourceId })),
      up: true,
      down: false,
    },
    {
      account: open(booking(server, egressClass, path, { receiverId: client.resourceId })),
      up: false,
      down: true,
    },
  ];
}

/**
 * Two own hosts over their public addresses: billed like traffic between zones, wherever they are. Each end logs its
 * own private and the other's public address. Throws when a host has no public address.
 */
export function overPublicAddresses(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  service: Service,
): Flow {
  const [clientIp, serverIp] = [client.publicIp, server.publicIp];
  if (clientIp === null || serverIp === null) {
    throw new Error(`${client.name} and ${server.name} need public addresses to talk over them`);
  }
  const outside = { trafficPath: TRAFFIC_PATH.internetGateway };
  const fromEc2 = { packetSourceService: 'EC2' };
  const toEc2 = { ...outside, packetDestinationService: 'EC2' };
  return {
    ...service,
    legs: [
      egressLeg(client, 'up', { source: client.privateIp, destination: serverIp }, toEc2),
      ingressLeg(server, 'up', { source: clientIp, destination: server.privateIp }, fromEc2),
      egressLeg(server, 'down', { source: server.privateIp, destination: clientIp }, toEc2),
      ingressLeg(client, 'down', { source: serverIp, destination: client.privateIp }, fromEc2),
    ],
    transitLegs: [],
    postings: bothWays(open, client, server, 'public_address'),
  };
}
