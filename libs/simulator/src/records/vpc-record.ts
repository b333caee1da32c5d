import { ACCOUNT_ID } from '../organisation/resource-ids';
import type { InterfaceType, NetworkInterface } from '../organisation/network';
import type { Flow, Leg } from './flow';
import { TRAFFIC_PATH } from './traffic-path';
import { textOf, type FieldValue, type FieldValues } from './line-format';
import { wayFields } from './way-fields';

type Fields = readonly (readonly [string, FieldValue])[];

/** Interfaces that AWS made: their owner is logged as unknown. */
const REQUESTER_MANAGED: readonly InterfaceType[] = ['vpc_endpoint', 'transit_gateway'];

/**
 * Every field of a VPC flow-log record that this leg has a value for, by AWS's name. `version` is the format's. A record
 * without data has its place and window only.
 */
export function vpcRecordFields(flow: Flow, leg: Leg, version: number): FieldValues {
  const about = [...placeFields(leg.vantage, version), ...windowFields(leg)];
  if (leg.source === null) return new Map(about);
  return new Map([
    ...about,
    ...wayFields(flow, leg.way, leg.hasTranslatedPort ? 'translatedPort' : 'clientPort'),
    ...addressFields(leg, leg.source),
    ...pathFields(leg),
  ]);
}

function placeFields(vantage: NetworkInterface, version: number): Fields {
  const { subnet } = vantage;
  const isManaged = REQUESTER_MANAGED.includes(vantage.interfaceType);
  return [
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
  ];
}

function windowFields(leg: Leg): Fields {
  return [
    ['start', { from: 'start' }],
    ['end', { from: 'end' }],
    ['action', textOf(leg.action)],
    ['log-status', textOf(leg.logStatus)],
  ];
}

function addressFields(leg: Leg, source: string): Fields {
  return [
    ['srcaddr', textOf(source)],
    ['dstaddr', textOf(leg.destination)],
    ['type', textOf(source.includes(':') ? 'IPv6' : 'IPv4')],
    ['pkt-srcaddr', textOf(leg.packetSource)],
    ['pkt-dstaddr', textOf(leg.packetDestination)],
    ['pkt-src-aws-service', textOf(leg.packetSourceService)],
    ['pkt-dst-aws-service', textOf(leg.packetDestinationService)],
  ];
}

function pathFields({ flowDirection, trafficPath, nextHop }: Leg): Fields {
  const path: Fields = [
    ['flow-direction', textOf(flowDirection)],
    ['traffic-path', textOf(trafficPath)],
    // Nitro instances encrypt what they say to each other inside a VPC.
    ['encryption-status', textOf(trafficPath === TRAFFIC_PATH.sameVpc ? 1 : null)],
  ];
  if (nextHop === null) return path;
  return [
    ...path,
    ['next-hop-interface-id', textOf(nextHop.interfaceId)],
    ['next-hop-subnet-id', textOf(nextHop.subnet.subnetId)],
    ['next-hop-az-id', textOf(nextHop.subnet.azId)],
    ['next-hop-vpc-id', textOf(nextHop.subnet.vpc.vpcId)],
    ['next-hop-interface-type', textOf(nextHop.interfaceType)],
  ];
}
