import type { OpenAccount } from '../ledger';
import type { NetworkInterface, TransitGatewayAttachment } from '../organisation/network';
import type { Flow, Posting } from '../records/flow';
import { booking, zoneClass } from './booking';
import { egressLeg, ingressLeg, TRAFFIC_PATH } from './legs';
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
  client: NetworkInterface,
  clientSide: TransitGatewayAttachment,
  server: NetworkInterface,
  serverSide: TransitGatewayAttachment,
  service: Service,
): Flow {
  const up = { source: client.privateIp, destination: server.privateIp };
  const down = { source: server.privateIp, destination: client.privateIp };
  const processorId = clientSide.transitGatewayId;
  const post = (sender: NetworkInterface, receiver: NetworkInterface): Omit<Posting, 'up' | 'down'> => ({
    account: open(
      booking(sender, 'transit_gateway', 'transit_gateway', { processorId, receiverId: receiver.resourceId }),
    ),
  });
  return {
    ...service,
    legs: [
      egressLeg(client, 'up', up, { nextHop: clientSide.networkInterface }),
      ingressLeg(clientSide.networkInterface, 'up', up),
      egressLeg(serverSide.networkInterface, 'up', up, {
        trafficPath: TRAFFIC_PATH.sameVpc,
        nextHop: server,
      }),
      ingressLeg(server, 'up', up),
      egressLeg(server, 'down', down, { nextHop: serverSide.networkInterface }),
      ingressLeg(serverSide.networkInterface, 'down', down),
      egressLeg(clientSide.networkInterface, 'down', down, {
        trafficPath: TRAFFIC_PATH.sameVpc,
        nextHop: client,
      }),
      ingressLeg(client, 'down', down),
    ],
    transitLegs: [
      { way: 'up', from: clientSide, to: serverSide, sender: client, receiver: server },
      { way: 'down', from: serverSide, to: clientSide, sender: server, receiver: client },
    ],
    postings: [
      { ...post(client, server), up: true, down: false },
      { ...post(server, client), up: false, down: true },
    ],
  };
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
