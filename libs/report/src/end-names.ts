import type { CrossAzPair, Talker } from '@egress/contracts';

type AzEnd = CrossAzPair['source'];

/** The most telling name that a sender has. */
export const talkerName = (talker: Talker): string =>
  talker.name ?? talker.instanceId ?? talker.interfaceId ?? 'unknown sender';

export const azEndName = (end: AzEnd): string => end.name ?? end.instanceId ?? end.address;

/** The ids behind a name, for its second line: those that are not the name itself. */
export function identifiers(of: Talker | AzEnd, name: string): string {
  const ids = [of.instanceId, of.interfaceId, 'address' in of ? of.address : null];
  return ids.filter((id) => id !== null && id !== name).join(' · ');
}

/** AWS service and region, else the network's owner: `S3 · eu-west-1`, `Example Ltd · AS64500`. */
export function destinationName({ destination }: Talker): string {
  const { service, region, org, asn } = destination;
  const owner = service ?? org;
  const place = [service === null ? null : region, asn === null ? null : `AS${asn}`];
  const parts = [owner, ...place].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : (region ?? 'not known');
}
