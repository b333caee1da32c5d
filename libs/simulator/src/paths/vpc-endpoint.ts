import type { OpenAccount } from '../ledger';
import type { NetworkInterface, VpcEndpoint } from '../organisation/network';
import type { RemoteAddress } from '../organisation/remote-networks';
import type { Flow } from '../records/flow';
import { booking } from './booking';
import { TRAFFIC_PATH } from '../records/traffic-path';
import { egressLeg, ingressLeg } from './legs';
import { HTTPS } from './protocols';

/** S3 or DynamoDB over a gateway endpoint: the endpoint has no interface, so that only the host logs. Free. */
export function throughGatewayEndpoint(
  open: OpenAccount,
  client: NetworkInterface,
  endpoint: VpcEndpoint,
  server: RemoteAddress,
): Flow {
  return {
    ...HTTPS,
    legs: [
      egressLeg(
        client,
        'up',
        { source: client.privateIp, destination: server.address },
        { trafficPath: TRAFFIC_PATH.gatewayEndpoint, packetDestinationService: server.awsService },
      ),
      ingressLeg(
        client,
        'down',
        { source: server.address, destination: client.privateIp },
        { packetSourceService: server.awsService },
      ),
    ],
    transitLegs: [],
    postings: [
      {
        account: open(
          booking(client, 'gateway_endpoint', 'vpc_endpoint', { processorId: endpoint.endpointId }),
        ),
        up: true,
        down: false,
      },
    ],
  };
}

/**
 * An AWS service over an interface endpoint: the client's interface and the endpoint's both log, the endpoint bills
 * both ways, and crossing zones on the way to it is free.
 */
export function throughInterfaceEndpoint(
  open: OpenAccount,
  client: NetworkInterface,
  endpoint: VpcEndpoint,
  entrance: NetworkInterface,
): Flow {
  const up = { source: client.privateIp, destination: entrance.privateIp };
  const down = { source: entrance.privateIp, destination: client.privateIp };
  const trafficPath = TRAFFIC_PATH.sameVpc;
  return {
    ...HTTPS,
    legs: [
      egressLeg(client, 'up', up, { trafficPath, nextHop: entrance }),
      ingressLeg(entrance, 'up', up),
      egressLeg(entrance, 'down', down, { trafficPath, nextHop: client }),
      ingressLeg(client, 'down', down),
    ],
    transitLegs: [],
    postings: [
      {
        account: open(booking(client, 'privatelink', 'vpc_endpoint', { processorId: endpoint.endpointId })),
        up: true,
        down: true,
      },
    ],
  };
}
