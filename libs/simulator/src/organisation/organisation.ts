import type { Network, PeeringConnection, TransitGatewayAttachment } from './network';
import { ATTACHMENTS, NETWORKS, PEERINGS } from './other-networks';

/** What the inventory of one region shows. */
export interface RegionalOrganisation {
  readonly region: string;
  readonly networks: readonly Network[];
  readonly peerings: readonly PeeringConnection[];
  readonly attachments: readonly TransitGatewayAttachment[];
}

/** The organisation by region; a peering across regions is seen from both. */
export function organisationByRegion(): readonly RegionalOrganisation[] {
  const regions = [...new Set(NETWORKS.map(({ vpc }) => vpc.region))];
  return regions.map((region) => ({
    region,
    networks: NETWORKS.filter(({ vpc }) => vpc.region === region),
    peerings: PEERINGS.filter(({ requester, accepter }) =>
      [requester.region, accepter.region].includes(region),
    ),
    attachments: ATTACHMENTS.filter(({ vpc }) => vpc.region === region),
  }));
}
