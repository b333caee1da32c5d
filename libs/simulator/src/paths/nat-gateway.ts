import type { OpenAccount } from '../ledger';
import type { NatGateway, NetworkInterface } from '../organisation/network';
import type { RemoteAddress } from '../organisation/remote-networks';
import type { Flow, Posting } from '../records/flow';
import { booking, publicPostings, zoneClass } from './booking';
import { TRAFFIC_PATH } from '../records/traffic-path';
import { egressLeg, ingressLeg } from './legs';
import type { Service } from './protocols';

/**
 * A host that calls a public server through a NAT gateway. The instance logs two records and the gateway four: the
 * gateway's own address is in srcaddr and dstaddr of its legs with the instance, the server's in the packet addresses.
 */
export function throughNat(
  open: OpenAccount,
  client: NetworkInterface,
  nat: NatGateway,
  server: RemoteAddress,
  service: Service,
): Flow {
  const gateway = nat.networkInterface;
  const [host, gate, remote] = [client.privateIp, gateway.privateIp, server.address];
  const toRemote = { packetDestinationService: server.awsService };
  const fromRemote = { packetSourceService: server.awsService };
  const inVpc = TRAFFIC_PATH.sameVpc;
  const outside = TRAFFIC_PATH.internetGateway;
  const translated = { hasTranslatedPort: true };
  return {
    ...service,
    legs: [
      egressLeg(
        client,
        'up',
        { source: host, destination: remote },
        { ...toRemote, trafficPath: inVpc, nextHop: gateway },
      ),
      ingressLeg(gateway, 'up', { source: host, destination: gate, packetDestination: remote }, toRemote),
      egressLeg(
        gateway,
        'up',
        { source: gate, destination: remote },
        { ...toRemote, ...translated, trafficPath: outside },
      ),
      ingressLeg(gateway, 'down', { source: remote, destination: gate }, { ...fromRemote, ...translated }),
      egressLeg(
        gateway,
        'down',
        { source: gate, destination: host, packetSource: remote },
        { ...fromRemote, trafficPath: inVpc, nextHop: client },
      ),
      ingressLeg(client, 'down', { source: remote, destination: host }, fromRemote),
    ],
    transitLegs: [],
    postings: natPostings(open, client, nat, server),
  };
}

/** The gateway bills both ways, the destination mostly what leaves, and the way to a gateway in another zone both ways again. */
function natPostings(
  open: OpenAccount,
  client: NetworkInterface,
  nat: NatGateway,
  server: RemoteAddress,
): readonly Posting[] {
  const processorId = nat.natGatewayId;
  const processing: Posting = {
    account: open(booking(client, 'nat_processing', 'nat_gateway', { processorId })),
    up: true,
    down: true,
  };
  const outside = publicPostings(open, { host: client, remote: server, outward: 'up', processorId });
  if (zoneClass(client, nat.networkInterface) === 'same_az') return [processing, ...outside];
  const crossing: Posting = {
    account: open(booking(client, 'cross_az', 'nat_gateway', { processorId, receiverId: processorId })),
    up: true,
    down: true,
  };
  return [processing, ...outside, crossing];
}
