import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { transitGatewayAttachmentHourly } from '@egress/prices';
import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { dollars, rate, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { monthlyEstimate } from '../monthly-estimate';
import { usdPerGb } from '../rates';
import { groupsBy, readTraffic, together, type Traffic } from '../traffic';

/** With more VPCs a mesh of peerings is harder to run than a transit gateway. */
const VPCS_FOR_PEERING = 3;

interface VpcPairKey {
  readonly region: string;
  readonly accountId: string | null;
  readonly transitGatewayId: string;
  readonly first: string;
  readonly second: string;
  /** Peered, bytes within a zone are free and bytes between zones are not; unknown counts as between. */
  readonly crossesZone: boolean;
}
type VpcPair = VpcPairKey & Traffic;

/** Two or three VPCs of a region behind a transit gateway: `Go·0.02 − cross-AZ 0.02·share` with a peering instead. */
export const tgwPeer: Cause = {
  cause: 'tgw-peer',
  needsOneOf: ['inventory'],
  find: async (context) => {
    const rows = await readTraffic<VpcPairKey>(
      context,
      {
        region: "coalesce(region, 'unknown')",
        accountId: 'account_id',
        transitGatewayId: "coalesce(resource_id, 'unknown')",
        first: 'least(vpc_id, peer_vpc_id)',
        second: 'greatest(vpc_id, peer_vpc_id)',
        crossesZone: 'coalesce(az_id <> peer_az_id, true)',
      },
      `egress_class = 'transit_gateway' AND vpc_id <> peer_vpc_id AND coalesce(remote_region, region) = region`,
    );
    const small = groupsBy(rows, ({ transitGatewayId }) => transitGatewayId).filter(
      (gateway) => vpcsOf(gateway).size <= VPCS_FOR_PEERING,
    );
    return Promise.all(
      small
        .flatMap((gateway) => groupsBy(gateway, ({ first, second }) => `${first}|${second}`))
        .map((pair) => describe(context, pair)),
    );
  },
};

function vpcsOf(rows: readonly VpcPair[]): Set<string> {
  return new Set(rows.flatMap(({ first, second }) => [first, second]));
}

async function describe(context: CauseContext, rows: [VpcPair, ...VpcPair[]]): Promise<ClaimedFinding> {
  const [{ region, accountId, transitGatewayId, first, second }] = rows;
  const peeringRate = await usdPerGb(context, 'vpc_peering', region);
  const crossing = rows.filter(({ crossesZone }) => crossesZone);
  const saved = together(rows).usdPerHour.map(
    (usd, i) =>
      usd - (crossing.reduce((sum, row) => sum + (row.bytesPerHour[i] ?? 0), 0) / BYTES_PER_GB) * peeringRate,
  );
  const attachmentUsd = transitGatewayAttachmentHourly(context.prices, region) * HOURS_PER_MONTH;
  return {
    cause: 'tgw-peer',
    heading: `${first} and ${second} talk through ${transitGatewayId}`,
    resource: transitGatewayId,
    region,
    accountId,
    claims: [
      wholePool(
        `transit_gateway|${transitGatewayId}|${first}|${second}`,
        monthlyEstimate(saved, context.windowHours),
      ),
    ],
    addedUsdPerMonth: 0,
    evidence: [
      sampleLength(context),
      text('VPCs', `${first}, ${second}`),
      ...volume(context, 'bytes through the transit gateway', together(rows)),
      ...(crossing.length > 0 ? volume(context, 'of these between zones', together(crossing)) : []),
      rate(
        'transit gateway data',
        await usdPerGb(context, 'transit_gateway', region),
        together(rows).rateSource,
      ),
      { name: 'peering between zones', value: peeringRate, unit: 'USD/GB' },
      dollars('each attachment that nothing else needs (not counted)', attachmentUsd),
    ],
    fix: {
      summary: `Peer ${first} with ${second} and route them to each other directly.`,
      awsCli: `PEERING=$(aws ec2 create-vpc-peering-connection --region ${region} --vpc-id ${first} --peer-vpc-id ${second} \\
  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)
aws ec2 accept-vpc-peering-connection --region ${region} --vpc-peering-connection-id "$PEERING"
for VPC in ${first}:${second} ${second}:${first}; do
  CIDR=$(aws ec2 describe-vpcs --region ${region} --vpc-ids "\${VPC#*:}" --query 'Vpcs[0].CidrBlock' --output text)
  for TABLE in $(aws ec2 describe-route-tables --region ${region} --filters "Name=vpc-id,Values=\${VPC%:*}" \\
    "Name=route.transit-gateway-id,Values=${transitGatewayId}" --query 'RouteTables[].RouteTableId' --output text); do
    aws ec2 create-route --region ${region} --route-table-id "$TABLE" --destination-cidr-block "$CIDR" --vpc-peering-connection-id "$PEERING"
  done
done`,
      terraform: `resource "aws_vpc_peering_connection" "direct" {
  vpc_id      = "${first}"
  peer_vpc_id = "${second}"
  auto_accept = true
}

resource "aws_route" "direct" {
  for_each                  = var.route_table_ids_and_peer_cidrs # route table id => CIDR of the other VPC
  route_table_id            = each.key
  destination_cidr_block    = each.value
  vpc_peering_connection_id = aws_vpc_peering_connection.direct.id
}`,
    },
    risk: 'A peering is not transitive and bypasses inspection that the transit gateway routes through; its route is more specific, so traffic moves at once. VPCs of different accounts need the acceptance of the other side.',
    doesNotHelp:
      'Traffic to on-premises, to the internet through a shared exit, or between regions, which keeps needing the transit gateway.',
  };
}
