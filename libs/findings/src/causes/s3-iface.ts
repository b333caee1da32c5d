import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { count, dollars, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { gatewayEndpointFix } from '../gateway-endpoint-fix';
import { certain } from '../monthly-estimate';
import { usdPerMonthOf } from '../rates';
import { readTraffic, together, type Traffic, usdPerMonth } from '../traffic';

interface S3Endpoint {
  readonly endpointId: string;
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string;
  readonly zones: number;
}

type EndpointTraffic = Traffic & {
  readonly endpointId: string | null;
  /** Sent by an interface of the endpoint's own VPC. */
  readonly isLocal: boolean;
};

const WITH_LOCALITY = `(
  SELECT h.*, i.vpc_id IS NOT NULL AS is_local
  FROM egress_hourly AS h
  JOIN ref_endpoints AS e ON e.endpoint_id = h.resource_id
  LEFT JOIN ref_interfaces AS i ON i.interface_id = h.interface_id AND i.vpc_id = e.vpc_id
)`;

/**
 * S3 through an interface endpoint from inside its VPC, where a gateway endpoint is free: `G·pE`, and `z·hE·730` unless
 * clients from elsewhere (on-premises, other VPCs) use the endpoint too.
 */
export const s3Iface: Cause = {
  cause: 's3-iface',
  needsOneOf: ['inventory'],
  find: async (context) => {
    const endpoints = await context.engine.query<S3Endpoint>(`
      SELECT endpoint_id AS "endpointId", region, account_id AS "accountId", vpc_id AS "vpcId", az_count AS zones
      FROM ref_endpoints WHERE endpoint_type = 'Interface' AND service_name LIKE '%.s3' ORDER BY endpoint_id`);
    const traffic = await readTraffic<{ endpointId: string | null; isLocal: boolean }>(
      context,
      { endpointId: 'resource_id', isLocal: 'is_local' },
      "egress_class = 'privatelink'",
      WITH_LOCALITY,
    );
    const found = await Promise.all(
      endpoints.map((endpoint) =>
        describe(
          context,
          endpoint,
          traffic.filter(({ endpointId }) => endpointId === endpoint.endpointId),
        ),
      ),
    );
    return found.filter((finding) => finding !== null);
  },
};

async function describe(
  context: CauseContext,
  { endpointId, region, accountId, vpcId, zones }: S3Endpoint,
  traffic: readonly EndpointTraffic[],
): Promise<ClaimedFinding | null> {
  const local = traffic.filter(({ isLocal }) => isLocal);
  if (local.length === 0) return null;
  const usedFromOutside = traffic.length > local.length;
  const hoursUsd = (await usdPerMonthOf(context, 'endpoint', region)) * zones;
  return {
    cause: 's3-iface',
    heading: `Hosts of ${vpcId} reach S3 through the interface endpoint ${endpointId}`,
    resource: endpointId,
    region,
    accountId,
    claims: [
      wholePool(`privatelink|${endpointId}`, usdPerMonth(context, together(local))),
      ...(usedFromOutside ? [] : [wholePool(`hours|${endpointId}`, certain(hoursUsd))]),
    ],
    addedUsdPerMonth: 0,
    evidence: [
      sampleLength(context),
      text('VPC', vpcId),
      ...volume(context, 'S3 bytes from the VPC, both directions', together(local)),
      count('availability zones', zones),
      dollars('endpoint hours', hoursUsd),
      text(
        'used from outside the VPC',
        usedFromOutside ? 'yes: its hours are not counted' : 'not in this sample',
      ),
    ],
    fix: gatewayEndpointFix('s3', { region, vpcId, natGatewayIds: [] }),
    risk: `Clients that use the endpoint's own DNS names keep using it; with private DNS enable "only for inbound resolver endpoint" so that the VPC takes the gateway. Open connections are reset, and policies that name ${endpointId} in aws:SourceVpce need the new id as well.`,
    doesNotHelp:
      'Clients on-premises or in peered VPCs: only an interface endpoint serves them, so keep it for them alone.',
  };
}
