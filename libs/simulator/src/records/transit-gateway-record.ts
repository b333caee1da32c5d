import { ACCOUNT_ID } from '../organisation/resource-ids';
import type { Flow, TransitLeg } from './flow';
import { textOf, type FieldValue, type FieldValues } from './line-format';
import { wayFields } from './way-fields';

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
  { way, from, to }: TransitLeg,
  flowDirection: 'ingress' | 'egress',
): FieldValues {
  const [here, there] = flowDirection === 'ingress' ? [from, to] : [to, from];
  const { networkInterface: source, vpc: sourceVpc } = from.attachment;
  const { networkInterface: destination, vpc: destinationVpc } = to.attachment;
  return new Map<string, FieldValue>([
    ['version', textOf(6)],
    ['resource-type', textOf('TransitGateway')],
    ['account-id', textOf(ACCOUNT_ID)],
    ['tgw-id', textOf(here.attachment.transitGatewayId)],
    ['tgw-attachment-id', textOf(here.attachment.attachmentId)],
    ['tgw-src-vpc-account-id', textOf(ACCOUNT_ID)],
    ['tgw-dst-vpc-account-id', textOf(ACCOUNT_ID)],
    ['tgw-src-vpc-id', textOf(sourceVpc.vpcId)],
    ['tgw-dst-vpc-id', textOf(destinationVpc.vpcId)],
    ['tgw-src-subnet-id', textOf(source.subnet.subnetId)],
    ['tgw-dst-subnet-id', textOf(destination.subnet.subnetId)],
    ['tgw-src-eni', textOf(source.interfaceId)],
    ['tgw-dst-eni', textOf(destination.interfaceId)],
    ['tgw-src-az-id', textOf(source.subnet.azId)],
    ['tgw-dst-az-id', textOf(destination.subnet.azId)],
    ['tgw-pair-attachment-id', textOf(there.attachment.attachmentId)],
    ['srcaddr', textOf(from.host.privateIp)],
    ['dstaddr', textOf(to.host.privateIp)],
    ...wayFields(flow, way, 'clientPort'),
    ['start', { from: 'start' }],
    ['end', { from: 'end' }],
    ['log-status', textOf('OK')],
    ['type', textOf('IPv4')],
    ['packets-lost-no-route', textOf(0)],
    ['packets-lost-blackhole', textOf(0)],
    ['packets-lost-mtu-exceeded', textOf(0)],
    ['packets-lost-ttl-expired', textOf(0)],
    ['region', textOf(sourceVpc.region)],
    ['flow-direction', textOf(flowDirection)],
  ]);
}
