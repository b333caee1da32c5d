import type { OpenAccount } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import type { RemoteAddress } from '../organisation/remote-networks';
import type { Flow, Way } from '../records/flow';
import { publicPostings } from './booking';
import { TRAFFIC_PATH } from '../records/traffic-path';
import { egressLeg, ingressLeg } from './legs';
import type { Service } from './protocols';

/** A client somewhere outside and a host with a public address. */
export function servedToOutside(
  open: OpenAccount,
  client: RemoteAddress,
  server: NetworkInterface,
  service: Service,
): Flow {
  return overInternetGateway(open, server, client, service, 'down');
}

/** A host with a public address as client of a server outside. */
export function calledFromPublicHost(
  open: OpenAccount,
  client: NetworkInterface,
  server: RemoteAddress,
  service: Service,
): Flow {
  return overInternetGateway(open, client, server, service, 'up');
}

function overInternetGateway(
  open: OpenAccount,
  host: NetworkInterface,
  remote: RemoteAddress,
  service: Service,
  outward: Way,
): Flow {
  const own = remote.address.includes(':') ? host.ipv6 : host.privateIp;
  if (own === null) throw new Error(`${host.name} needs an IPv6 address to talk to ${remote.address}`);
  return {
    ...service,
    legs: [
      egressLeg(
        host,
        outward,
        { source: own, destination: remote.address },
        { trafficPath: TRAFFIC_PATH.internetGateway, packetDestinationService: remote.awsService },
      ),
      ingressLeg(
        host,
        outward === 'up' ? 'down' : 'up',
        { source: remote.address, destination: own },
        { packetSourceService: remote.awsService },
      ),
    ],
    transitLegs: [],
    postings: publicPostings(open, { host, remote, outward }),
  };
}

/** What a security group or network ACL turns away: logged as REJECT, billed to nobody. */
export function rejectedFromOutside(client: RemoteAddress, host: NetworkInterface, service: Service): Flow {
  const addresses = { source: client.address, destination: host.privateIp };
  return {
    ...service,
    legs: [ingressLeg(host, 'up', addresses, { action: 'REJECT' })],
    transitLegs: [],
    postings: [],
  };
}
