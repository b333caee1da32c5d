import { ACCOUNT_ID } from '../organisation/resource-ids';
import type { Flow, TransitLeg } from './flow';
import { textOf, type FieldValues, type VaryingField } from './line-format';

const CLIENT_TCP_FLAGS = 3;
const SERVER_TCP_FLAGS = 19;

/** The fields of a transit gateway flow log, in the order of AWS's default format (version 6). */
export const TRANSIT_GATEWAY_FIELDS: readonly string[] = (
  'version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id ' +
  'tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id ' +
  'tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status ' +
  'type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags ' +
  'region flow-direction pkt-src-aws-service pkt-dst-aws-service'
).split(' ');

/** A transit gateway's record of one way, as the packets come in (`ingress`) or go out (`egress`). */
export function transitGatewayRecordFields(
  flow: Flow,
  leg: TransitLeg,
  flowDirection: 'ingress' | 'egress',
): FieldValues {
  const isUp = leg.way === 'up';
  const [here, there] = flowDirection === 'ingress' ? [leg.from, leg.to] : [leg.to, leg.from];
  const { networkInterface: source } = leg.from;
  const { networkInterface: destination } = leg.to;
  const clientPort = { from: 'clientPort' } as const;
  const serverPort = textOf(flow.serverPort);
  return new Map<string, { text: string } | { from: VaryingField }>([
    ['version', textOf(6)],
    ['resource-type', textOf('TransitGateway')],
    ['account-id', textOf(ACCOUNT_ID)],
    ['tgw-id', textOf(here.transitGatewayId)],
    ['tgw-attachment-id', textOf(here.attachmentId)],
    ['tgw-src-vpc-account-id', textOf(ACCOUNT_ID)],
    ['tgw-dst-vpc-account-id', textOf(ACCOUNT_ID)],
    ['tgw-src-vpc-id', textOf(leg.from.vpc.vpcId)],
    ['tgw-dst-vpc-id', textOf(leg.to.vpc.vpcId)],
    ['tgw-src-subnet-id', textOf(source.subnet.subnetId)],
    ['tgw-dst-subnet-id', textOf(destination.subnet.subnetId)],
    ['tgw-src-eni', textOf(source.interfaceId)],
    ['tgw-dst-eni', textOf(destination.interfaceId)],
    ['tgw-src-az-id', textOf(source.subnet.azId)],
    ['tgw-dst-az-id', textOf(destination.subnet.azId)],
    ['tgw-pair-attachment-id', textOf(there.attachmentId)],
    ['srcaddr', textOf(leg.sender.privateIp)],
    ['dstaddr', textOf(leg.receiver.privateIp)],
    ['srcport', isUp ? clientPort : serverPort],
    ['dstport', isUp ? serverPort : clientPort],
    ['protocol', textOf(flow.protocol)],
    ['packets', { from: isUp ? 'upPackets' : 'downPackets' }],
    ['bytes', { from: isUp ? 'upBytes' : 'downBytes' }],
    ['start', { from: 'start' }],
    ['end', { from: 'end' }],
    ['log-status', textOf('OK')],
    ['type', textOf('IPv4')],
    ['packets-lost-no-route', textOf(0)],
    ['packets-lost-blackhole', textOf(0)],
    ['packets-lost-mtu-exceeded', textOf(0)],
    ['packets-lost-ttl-expired', textOf(0)],
    ['tcp-flags', textOf(isUp ? CLIENT_TCP_FLAGS : SERVER_TCP_FLAGS)],
    ['region', textOf(leg.from.vpc.region)],
    ['flow-direction', textOf(flowDirection)],
  ]);
}
