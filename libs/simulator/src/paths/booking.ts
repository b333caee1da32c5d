import type { EgressClass } from '@egress/contracts';
import type { AccountDescription, OpenAccount, Sender } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import type { RemoteAddress } from '../organisation/remote-networks';
import type { Posting, Way } from '../records/flow';

function senderOf(host: NetworkInterface): Sender {
  return {
    name: host.name,
    interfaceId: host.interfaceId,
    instanceId: host.instanceId,
    azId: host.subnet.azId,
  };
}

/** A booking of bytes that a host sends; what is not given has no meaning for the class. */
export function booking(
  host: NetworkInterface,
  egressClass: EgressClass,
  path: AccountDescription['path'],
  details: Partial<Pick<AccountDescription, 'peerRegion' | 'processorId' | 'receiverId'>> = {},
): AccountDescription {
  return {
    egressClass,
    region: host.subnet.vpc.region,
    peerRegion: null,
    sender: senderOf(host),
    path,
    processorId: null,
    receiverId: null,
    ...details,
  };
}

/** `same_az` or `cross_az`, by the zones of two interfaces. */
export function zoneClass(one: NetworkInterface, other: NetworkInterface): 'same_az' | 'cross_az' {
  return one.subnet.azId === other.subnet.azId ? 'same_az' : 'cross_az';
}

interface PublicWay {
  readonly host: NetworkInterface;
  readonly remote: RemoteAddress;
  /** The way of what the host sends. */
  readonly outward: Way;
  /** The NAT gateway between them. */
  readonly processorId?: string;
}

/**
 * What a host and a public address send each other, apart from NAT processing: only what leaves is billed, but with
 * somebody else's instance in the region both ways.
 */
export function publicPostings(
  open: OpenAccount,
  { host, remote, outward, processorId }: PublicWay,
): readonly Posting[] {
  const { egressClass, peerRegion } = publicClass(host, remote);
  const path = processorId === undefined || egressClass === 'cross_az' ? 'internet_gateway' : 'nat_gateway';
  const details = { peerRegion, processorId: processorId ?? null };
  const [isUp, isDown] = [outward === 'up', outward === 'down'];
  const leaving = { account: open(booking(host, egressClass, path, details)), up: isUp, down: isDown };
  if (egressClass !== 'cross_az') return [leaving];
  const received = booking(host, egressClass, path, { ...details, receiverId: host.resourceId });
  return [leaving, { account: open(received), up: isDown, down: isUp }];
}

function publicClass(
  host: NetworkInterface,
  { awsService, awsRegion }: RemoteAddress,
): { readonly egressClass: EgressClass; readonly peerRegion: string | null } {
  if (awsService?.startsWith('CLOUDFRONT')) return { egressClass: 'cloudfront', peerRegion: null };
  if (awsRegion === null || awsRegion === 'GLOBAL') return { egressClass: 'internet', peerRegion: null };
  if (awsRegion !== host.subnet.vpc.region) return { egressClass: 'inter_region', peerRegion: awsRegion };
  return { egressClass: awsService === 'EC2' ? 'cross_az' : 'same_region_service', peerRegion: null };
}
