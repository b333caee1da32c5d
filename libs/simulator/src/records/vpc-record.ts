import { ACCOUNT_ID } from '../organisation/resource-ids';
import type { InterfaceType, NetworkInterface } from '../organisation/network';
import type { Flow, Leg } from './flow';
import { ABSENT, textOf, type FieldValues, type VaryingField } from './line-format';

/** TCP flags of an opened and ended connection: SYN|FIN of who opened it, SYN-ACK|FIN of who answered. */
const CLIENT_TCP_FLAGS = 3;
const SERVER_TCP_FLAGS = 19;
const TCP = 6;

/** Interfaces that AWS made: their owner is logged as unknown. */
const REQUESTER_MANAGED: readonly InterfaceType[] = ['vpc_endpoint', 'transit_gateway'];

/** Every field of a VPC flow-log record that this leg has a value for, by AWS's name. `version` is the format's. */
export function vpcRecordFields(flow: Flow, leg: Leg, version: number): FieldValues {
  return new Map([...placeFields(leg.vantage, version), ...windowFields(leg), ...packetFields(flow, leg)]);
}

function placeFields(vantage: NetworkInterface, version: number): FieldValues {
  const { subnet } = vantage;
  const isManaged = REQUESTER_MANAGED.includes(vantage.interfaceType);
  return new Map([
    ['version', textOf(version)],
    ['account-id', textOf(isManaged ? 'unknown' : ACCOUNT_ID)],
    ['interface-id', textOf(vantage.interfaceId)],
    ['vpc-id', textOf(subnet.vpc.vpcId)],
    ['subnet-id', textOf(subnet.subnetId)],
    ['instance-id', textOf(vantage.instanceId)],
    ['region', textOf(subnet.vpc.region)],
    ['az-id', textOf(subnet.azId)],
    ['interface-type', textOf(vantage.interfaceType)],
    ['instance-tag', textOf(vantage.instanceId === null ? null : encodeURIComponent(vantage.name))],
    ['interface-tag', ABSENT],
  ]);
}

function windowFields(leg: Leg): FieldValues {
  return new Map<string, { text: string } | { from: VaryingField }>([
    ['start', { from: 'start' }],
    ['end', { from: 'end' }],
    ['action', textOf(leg.action)],
    ['log-status', textOf(leg.logStatus)],
  ]);
}

/** What a record without data leaves out. */
function packetFields(flow: Flow, leg: Leg): FieldValues {
  if (leg.source === null) return new Map();
  const clientPort = { from: leg.hasTranslatedPort ? 'translatedPort' : 'clientPort' } as const;
  const serverPort = textOf(flow.serverPort);
  const isUp = leg.way === 'up';
  const flags = flow.protocol === TCP ? (isUp ? CLIENT_TCP_FLAGS : SERVER_TCP_FLAGS) : 0;
  return new Map<string, { text: string } | { from: VaryingField }>([
    ['srcaddr', textOf(leg.source)],
    ['dstaddr', textOf(leg.destination)],
    ['srcport', isUp ? clientPort : serverPort],
    ['dstport', isUp ? serverPort : clientPort],
    ['protocol', textOf(flow.protocol)],
    ['packets', { from: isUp ? 'upPackets' : 'downPackets' }],
    ['bytes', { from: isUp ? 'upBytes' : 'downBytes' }],
    ['tcp-flags', textOf(flags)],
    ['type', textOf(leg.source.includes(':') ? 'IPv6' : 'IPv4')],
    ['pkt-srcaddr', textOf(leg.packetSource)],
    ['pkt-dstaddr', textOf(leg.packetDestination)],
    ['pkt-src-aws-service', textOf(leg.packetSourceService)],
    ['pkt-dst-aws-service', textOf(leg.packetDestinationService)],
    ['flow-direction', textOf(leg.flowDirection)],
    ['traffic-path', textOf(leg.trafficPath)],
    ['encryption-status', textOf(leg.trafficPath === 1 ? 1 : null)],
    ['next-hop-interface-id', textOf(leg.nextHop?.interfaceId ?? null)],
    ['next-hop-subnet-id', textOf(leg.nextHop?.subnet.subnetId ?? null)],
    ['next-hop-az-id', textOf(leg.nextHop?.subnet.azId ?? null)],
    ['next-hop-vpc-id', textOf(leg.nextHop?.subnet.vpc.vpcId ?? null)],
    ['next-hop-interface-type', textOf(leg.nextHop?.interfaceType ?? null)],
  ]);
}
