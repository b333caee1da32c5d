import type { OpenAccount } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import type { Flow, Leg, TransitEnd, Way } from '../records/flow';
import { booking, zoneClass } from './booking';
import { TRAFFIC_PATH } from '../records/traffic-path';
import { egressLeg, ingressLeg } from './legs';
import type { Service } from './protocols';

/**
 * Hosts of two peered VPCs. Across regions every byte is billed to its sender; within a region only bytes that cross
 * zones, and the rest is free.
 */
export function overPeering(
  open: OpenAccount,
  client: NetworkInterface,
  server: NetworkInterface,
  service: Service,
): Flow {
  const isSameRegion = client.subnet.vpc.region === server.subnet.vpc.region;
  const trafficPath = isSameRegion ? TRAFFIC_PATH.peering : TRAFFIC_PATH.interRegionPeering;
  const up = { source: client.privateIp, destination: server.privateIp };
  const down = { source: server.privateIp, destination: client.privateIp };
  return {
    ...service,
    legs: [
      egressLeg(client, 'up', up, { trafficPath }),
      ingressLeg(server, 'up', up),
      egressLeg(server, 'down', down, { trafficPath }),
      ingressLeg(client, 'down', down),
    ],
    transitLegs: [],
    postings: [
      { account: open(peeringBooking(client, server)), up: true, down: false },
      { account: open(peeringBooking(server, client)), up: false, down: true },
    ],
  };
}

function peeringBooking(sender: NetworkInterface, receiver: NetworkInterface) {
  const peerRegion = receiver.subnet.vpc.region;
  const receiverId = receiver.resourceId;
  if (sender.subnet.vpc.region !== peerRegion) {
    return booking(sender, 'inter_region', 'vpc_peering', { peerRegion, receiverId });
  }
  const egressClass = zoneClass(sender, receiver) === 'cross_az' ? 'vpc_peering' : 'same_az';
  return booking(sender, egressClass, 'vpc_peering', { receiverId });
}

/**
 * Hosts of two VPCs that a transit gateway joins. Each way is logged by the sender, by the gateway's interface in the
 * sender's VPC, by its interface in the receiver's VPC and by the receiver; the sender's side bills it.
 */
export function overTransitGateway(
  open: OpenAccount,
  client: TransitEnd,
  server: TransitEnd,
  service: Service,
): Flow {
  return {
    ...service,
    legs: [...transitLegs('up', client, server), ...transitLegs('down', server, client)],
    transitLegs: [
      { way: 'up', from: client, to: server },
      { way: 'down', from: server, to: client },
    ],
    postings: [
      { account: open(transitBooking(client, server)), up: true, down: false },
      { account: open(transitBooking(server, client)), up: false, down: true },
    ],
  };
}

function transitLegs(way: Way, from: TransitEnd, to: TransitEnd): readonly Leg[] {
  const addresses = { source: from.host.privateIp, destination: to.host.privateIp };
  const [entrance, exit] = [from.attachment.networkInterface, to.attachment.networkInterface];
  return [
    egressLeg(from.host, way, addresses, { nextHop: entrance }),
    ingressLeg(entrance, way, addresses),
    egressLeg(exit, way, addresses, { trafficPath: TRAFFIC_PATH.sameVpc, nextHop: to.host }),
    ingressLeg(to.host, way, addresses),
  ];
}

function transitBooking(from: TransitEnd, to: TransitEnd) {
  return booking(from.host, 'transit_gateway', 'transit_gateway', {
    processorId: from.attachment.transitGatewayId,
    receiverId: to.host.resourceId,
  });
}

/** A host as client of a server on premises, behind a virtual private gateway. */
export function toOnPremises(
  open: OpenAccount,
  client: NetworkInterface,
  serverIp: string,
  service: Service,
): Flow {
  const up = { source: client.privateIp, destination: serverIp };
  const down = { source: serverIp, destination: client.privateIp };
  return {
    ...service,
    legs: [
      egressLeg(client, 'up', up, { trafficPath: TRAFFIC_PATH.virtualPrivateGateway }),
      ingressLeg(client, 'down', down),
    ],
    transitLegs: [],
    postings: [
      { account: open(booking(client, 'vpn_dx', 'virtual_private_gateway')), up: true, down: false },
    ],
  };
}

/** A host that calls into a network that is gone: what it sends is logged, and no answer comes. */
export function toRetiredNetwork(
  open: OpenAccount,
  client: NetworkInterface,
  serverIp: string,
  service: Service,
): Flow {
  return {
    ...service,
    legs: [egressLeg(client, 'up', { source: client.privateIp, destination: serverIp })],
    transitLegs: [],
    postings: [{ account: open(booking(client, 'unknown', 'private_address')), up: true, down: false }],
  };
}
