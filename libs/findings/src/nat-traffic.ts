import { BYTES_PER_GB } from '@egress/contracts';
import { type Claim, wholePool } from './claimed-finding';
import type { CauseContext } from './findings-context';
import { readTraffic, type Traffic, usdPerMonth } from './traffic';

/** Whose bytes pass which NAT gateway to which service. */
export interface NatKey {
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string | null;
  readonly natGatewayId: string | null;
  /** Zone of the workload, not of the gateway. */
  readonly azId: string | null;
  readonly service: string | null;
  readonly serviceRegion: string | null;
  readonly direction: 'in' | 'out';
}
export type NatTraffic = NatKey & Traffic;

const NAT_KEYS: Readonly<Record<keyof NatKey, string>> = {
  region: "coalesce(region, 'unknown')",
  accountId: 'account_id',
  vpcId: 'vpc_id',
  natGatewayId: 'resource_id',
  azId: 'az_id',
  service: 'remote_service',
  serviceRegion: 'remote_region',
  direction: 'direction',
};

/**
 * What the gateways' processing of some bytes costs. In the default log format a NAT gateway's record names either the
 * workload or the remote, so bytes to a known remote are found in the remote's own class and priced as processing.
 */
const PROCESSED = `(
  SELECT hour, region, account_id, vpc_id, resource_id, az_id, remote_service, remote_region, direction,
    peer_interface_id, bytes, usd, rate_source
  FROM egress_hourly WHERE egress_class = 'nat_processing'
  UNION ALL
  SELECT e.hour, e.region, e.account_id, e.vpc_id, e.resource_id, e.az_id, e.remote_service, e.remote_region,
    e.direction, e.peer_interface_id, e.bytes, e.bytes / ${BYTES_PER_GB} * r.usd_per_gb, r.rate_source
  FROM egress_hourly AS e
  JOIN ref_rates AS r ON r.egress_class = 'nat_processing' AND r.region = e.region
  WHERE (e.resource_type = 'nat_remote' AND e.egress_class IN ('same_region_service', 'inter_region'))
    OR (e.resource_type = 'public_address' AND e.resource_id LIKE 'nat-%' AND e.local_address IS NULL)
)`;

/** NAT processing of the bytes that match a SQL condition over `egress_hourly`. */
export function readNatProcessing(context: CauseContext, where: string): Promise<NatTraffic[]> {
  return readTraffic<NatKey>(context, NAT_KEYS, where, PROCESSED);
}

/** The way of such bytes between a workload and a NAT gateway in another zone, which is billed as cross-AZ traffic. */
export function readNatLegs(context: CauseContext, where: string): Promise<NatTraffic[]> {
  return readTraffic<NatKey>(
    context,
    NAT_KEYS,
    `egress_class = 'cross_az' AND resource_type LIKE 'nat%' AND (${where})`,
  );
}

/** Claims the way to the gateway: a second NAT gateway and a fix that avoids NAT both save it, once. */
export function legClaim(context: CauseContext, leg: NatTraffic): Claim {
  const ids = [leg.natGatewayId, leg.vpcId, leg.azId, leg.service, leg.serviceRegion, leg.direction];
  return wholePool(['cross_az', leg.region, ...ids].join('|'), usdPerMonth(context, leg));
}
