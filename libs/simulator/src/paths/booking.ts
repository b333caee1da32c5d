import type { EgressClass } from '@egress/contracts';
import type { AccountDescription, Sender } from '../ledger';
import type { NetworkInterface } from '../organisation/network';
import type { RemoteAddress } from '../organisation/remote-networks';

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

/** The class and destination region of what a host sends to a public address. */
export function publicClass(
  host: NetworkInterface,
  remote: RemoteAddress,
): { readonly egressClass: EgressClass; readonly peerRegion: string | null } {
  if (remote.awsService?.startsWith('CLOUDFRONT')) return { egressClass: 'cloudfront', peerRegion: null };
  if (remote.awsRegion === null || remote.awsRegion === 'GLOBAL')
    return { egressClass: 'internet', peerRegion: null };
  if (remote.awsRegion === host.subnet.vpc.region)
    return { egressClass: 'same_region_service', peerRegion: null };
  return { egressClass: 'inter_region', peerRegion: remote.awsRegion };
}
