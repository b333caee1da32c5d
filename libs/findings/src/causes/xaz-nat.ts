import { BYTES_PER_GB, type Fix } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import type { ClaimedFinding } from '../claimed-finding';
import { dollars, gigabytes, rate, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { legClaim, type NatTraffic, readNatLegs } from '../nat-traffic';
import { usdPerMonthOf } from '../rates';
import { groupsBy, together } from '../traffic';

/**
 * Workloads whose NAT gateway is in another zone: `G·2·pX − hN·730`, where the hours are only added when their own zone
 * has no gateway yet. Break-even in us-east-1: 32.85 / 0.02 = 1,642.5 GB a month.
 */
export const xazNat: Cause = {
  cause: 'xaz-nat',
  needsOneOf: ['inventory'],
  find: async (context) => {
    const legs = await readNatLegs(context, 'resource_id IS NOT NULL AND az_id IS NOT NULL');
    const place = (leg: NatTraffic) => [leg.region, leg.natGatewayId, leg.azId].join('|');
    return Promise.all(groupsBy(legs, place).map((group) => describe(context, group)));
  },
};

async function describe(context: CauseContext, legs: [NatTraffic, ...NatTraffic[]]): Promise<ClaimedFinding> {
  const [{ region, accountId }] = legs;
  const azId = legs[0].azId ?? 'unknown';
  const natGatewayId = legs[0].natGatewayId ?? 'unknown';
  const traffic = together(legs);
  const zone = await zoneOf(context, natGatewayId, azId);
  const hoursUsd = await usdPerMonthOf(context, 'natGateway', region);
  const legRate = traffic.usd / (traffic.bytes / BYTES_PER_GB);
  return {
    cause: 'xaz-nat',
    heading: `Hosts in ${azId} use ${natGatewayId} in another availability zone`,
    resource: natGatewayId,
    region,
    accountId,
    claims: legs.map((leg) => legClaim(context, leg)),
    addedUsdPerMonth: zone.localNatId === null ? hoursUsd : 0,
    // nat-idle may want to delete the gateway that this fix routes to.
    ...(zone.localNatId === null ? {} : { keeps: `hours|${zone.localNatId}` }),
    evidence: [
      sampleLength(context),
      text("NAT gateway's zone", zone.natAzId),
      text("hosts' zone", azId),
      text("NAT gateway in the hosts' zone", zone.localNatId ?? 'none'),
      ...volume(context, 'bytes between the zones, both directions', traffic),
      rate('both sides of a byte', legRate, traffic.rateSource),
      dollars('one more NAT gateway, hours', zone.localNatId === null ? hoursUsd : 0),
      ...(legRate > 0 ? [gigabytes('break-even of one more NAT gateway', hoursUsd / legRate)] : []),
    ],
    fix: natInZoneFix(region, azId, natGatewayId, zone),
    risk: 'Replacing the default route ends the connections that run through the old gateway, and the zone leaves with another public address: tell whoever allow-lists it. A new address costs 3.65 USD a month unless you hold a free one.',
    doesNotHelp:
      'The NAT processing price itself stays. How AWS bills this leg is not documented beyond doubt: compare the InterZone lines of the bill before and after.',
  };
}

interface Zone {
  readonly natAzId: string | null;
  /** A gateway that is already in the hosts' zone. */
  readonly localNatId: string | null;
  readonly publicSubnetId: string | null;
  /** The zone's subnets whose default route leads to the remote gateway. */
  readonly subnetIds: readonly string[];
}

function zoneOf(context: CauseContext, natGatewayId: string, azId: string): Promise<Zone> {
  const nat = sqlLiteral(natGatewayId);
  const az = sqlLiteral(azId);
  return context.engine.queryOne<Zone>(`
    WITH vpc AS (SELECT vpc_id, az_id FROM ref_nat_gateways WHERE nat_gateway_id = ${nat})
    SELECT
      (SELECT min(az_id) FROM vpc) AS "natAzId",
      (SELECT min(nat_gateway_id) FROM ref_nat_gateways
        WHERE az_id = ${az} AND vpc_id IN (SELECT vpc_id FROM vpc) AND coalesce(state, 'available') = 'available'
      ) AS "localNatId",
      (SELECT min(s.subnet_id) FROM ref_subnets AS s JOIN ref_routes AS r ON r.subnet_id = s.subnet_id
        WHERE s.az_id = ${az} AND s.vpc_id IN (SELECT vpc_id FROM vpc) AND r.target_type = 'internet_gateway'
      ) AS "publicSubnetId",
      coalesce((SELECT list(DISTINCT s.subnet_id ORDER BY s.subnet_id)
        FROM ref_subnets AS s JOIN ref_routes AS r ON r.subnet_id = s.subnet_id
        WHERE s.az_id = ${az} AND r.target_id = ${nat}), []) AS "subnetIds"`);
}

function natInZoneFix(region: string, azId: string, natGatewayId: string, zone: Zone): Fix {
  const subnets = zone.subnetIds.join(',') || `SUBNETS_IN_${azId}`;
  const publicSubnet = zone.publicSubnetId ?? `PUBLIC_SUBNET_IN_${azId}`;
  const create = `ALLOCATION=$(aws ec2 allocate-address --region ${region} --query AllocationId --output text)
NAT=$(aws ec2 create-nat-gateway --region ${region} --subnet-id ${publicSubnet} --allocation-id "$ALLOCATION" \\
  --query NatGateway.NatGatewayId --output text)
aws ec2 wait nat-gateway-available --region ${region} --nat-gateway-ids "$NAT"
`;
  const target = zone.localNatId ?? '"$NAT"';
  const terraformTarget = zone.localNatId === null ? 'aws_nat_gateway.zone.id' : `"${zone.localNatId}"`;
  return {
    summary: zone.localNatId
      ? `Route the subnets of ${azId} to ${zone.localNatId}, which is in their zone.`
      : `Create a NAT gateway in ${azId} and route its subnets to it instead of ${natGatewayId}.`,
    awsCli: `${zone.localNatId ? '' : create}for TABLE in $(aws ec2 describe-route-tables --region ${region} \\
  --filters Name=association.subnet-id,Values=${subnets} --query 'RouteTables[].RouteTableId' --output text); do
  aws ec2 replace-route --region ${region} --route-table-id "$TABLE" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id ${target}
done`,
    terraform: `${
      zone.localNatId
        ? ''
        : `resource "aws_eip" "zone" { domain = "vpc" }

resource "aws_nat_gateway" "zone" {
  subnet_id     = "${publicSubnet}"
  allocation_id = aws_eip.zone.id
}

`
    }data "aws_route_table" "zone" {
  for_each  = toset(${JSON.stringify(zone.subnetIds)})
  subnet_id = each.value
}

resource "aws_route" "zone_default" {
  for_each               = toset([for table in data.aws_route_table.zone : table.id])
  route_table_id         = each.value
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = ${terraformTarget}
}`,
  };
}
