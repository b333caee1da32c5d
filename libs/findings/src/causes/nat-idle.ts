import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { dollars, gigabytes, text } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { certain } from '../monthly-estimate';
import { OBSERVED, unobservedNotes } from '../observed-resources';
import { usdPerMonthOf } from '../rates';

/** Below this a NAT gateway carries no more than clocks, updates and health checks. */
const IDLE_GB_PER_MONTH = 1;
/** Shorter samples may have missed the weekly or monthly job that needs the gateway. */
const SURE_AFTER_HOURS = 14 * 24;

interface IdleGateway {
  readonly natGatewayId: string;
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string;
  readonly name: string | null;
  readonly bytes: number;
  /** For so long the logs look at its interfaces. */
  readonly hours: number;
  readonly publicAddresses: number;
  readonly routedSubnets: number;
}

const AVAILABLE = "coalesce(n.state, 'available') = 'available'";

/**
 * NAT gateways that pay their hours for next to no bytes: `hN·730` and 3.65 per public address. Only those whose own
 * interfaces log, because silence of a gateway that nobody looks at proves nothing.
 */
export const natIdle: Cause = {
  cause: 'nat-idle',
  needsOneOf: ['inventory'],
  find: async (context) => {
    const maxBytesPerHour = (IDLE_GB_PER_MONTH * BYTES_PER_GB) / HOURS_PER_MONTH;
    const gateways = await context.engine.query<IdleGateway>(`
      SELECT n.nat_gateway_id AS "natGatewayId", n.region, n.account_id AS "accountId", n.vpc_id AS "vpcId", n.name,
        coalesce(u.bytes, 0) AS bytes, o.hours,
        (SELECT count(DISTINCT a.address) FROM ref_addresses AS a
          JOIN ref_interfaces AS i ON i.interface_id = a.interface_id
          WHERE i.resource_id = n.nat_gateway_id AND a.is_public) AS "publicAddresses",
        (SELECT count(DISTINCT r.subnet_id) FROM ref_routes AS r WHERE r.target_id = n.nat_gateway_id) AS "routedSubnets"
      FROM ref_nat_gateways AS n
      JOIN ${OBSERVED} AS o ON o.resource_id = n.nat_gateway_id
      LEFT JOIN (
        SELECT resource_id, CAST(sum(bytes) AS BIGINT) AS bytes FROM egress_hourly
        WHERE egress_class = 'nat_processing' GROUP BY resource_id
      ) AS u ON u.resource_id = n.nat_gateway_id
      WHERE ${AVAILABLE}
        AND n.vpc_id IN (SELECT vpc_id FROM egress_hourly WHERE bytes > 0)
        AND coalesce(u.bytes, 0) < ${maxBytesPerHour} * o.hours
      ORDER BY n.nat_gateway_id`);
    return Promise.all(gateways.map((gateway) => describe(context, gateway)));
  },
  unchecked: async (context) => {
    const unobserved = await context.engine.query<{ id: string }>(`
      SELECT n.nat_gateway_id AS id FROM ref_nat_gateways AS n
      WHERE ${AVAILABLE} AND n.nat_gateway_id NOT IN (SELECT resource_id FROM ${OBSERVED})`);
    return unobservedNotes(
      'nat-idle',
      unobserved.map(({ id }) => id),
    );
  },
};

async function describe(context: CauseContext, gateway: IdleGateway): Promise<ClaimedFinding> {
  const { natGatewayId, region, accountId } = gateway;
  const hoursUsd = await usdPerMonthOf(context, 'natGateway', region);
  const addressUsd = (await usdPerMonthOf(context, 'publicIpv4', region)) * gateway.publicAddresses;
  const saving = certain(hoursUsd + addressUsd);
  const isSure = gateway.hours >= SURE_AFTER_HOURS;
  return {
    cause: 'nat-idle',
    heading: `${natGatewayId} is idle`,
    resource: natGatewayId,
    region,
    accountId,
    claims: [wholePool(`hours|${natGatewayId}`, isSure ? saving : { ...saving, low: 0 })],
    addedUsdPerMonth: 0,
    evidence: [
      { name: 'sample length', value: gateway.hours, unit: 'h' },
      text('confidence', isSure ? 'high' : 'low: the sample is shorter than 14 days'),
      text('VPC', gateway.vpcId),
      gigabytes('processed', (gateway.bytes / BYTES_PER_GB / gateway.hours) * HOURS_PER_MONTH),
      dollars('hours', hoursUsd),
      dollars('public addresses', addressUsd),
      { name: 'subnets with a route to it', value: gateway.routedSubnets },
    ],
    fix: {
      summary: `Take the routes to ${natGatewayId} out, delete it, and release its addresses.`,
      awsCli: `aws ec2 describe-route-tables --region ${region} --filters Name=route.nat-gateway-id,Values=${natGatewayId} \\
  --query 'RouteTables[].RouteTableId' # must be empty, or leads to another gateway, before the next line
ALLOCATIONS=$(aws ec2 describe-nat-gateways --region ${region} --nat-gateway-ids ${natGatewayId} \\
  --query 'NatGateways[].NatGatewayAddresses[].AllocationId' --output text)
aws ec2 delete-nat-gateway --region ${region} --nat-gateway-id ${natGatewayId}
aws ec2 wait nat-gateway-deleted --region ${region} --nat-gateway-ids ${natGatewayId}
for ALLOCATION in $ALLOCATIONS; do aws ec2 release-address --region ${region} --allocation-id "$ALLOCATION"; done`,
      terraform: `# Remove the resources of ${natGatewayId} (aws_nat_gateway, its aws_eip, the aws_route entries to it), or, if they
# were not made with Terraform, import them first and then remove them:
import {
  to = aws_nat_gateway.idle
  id = "${natGatewayId}"
}`,
    },
    risk: 'A rare job (monthly batch, disaster recovery, patching) may need the way out, and the released address cannot be had back: partners may allow-list it.',
    doesNotHelp:
      'The few bytes that it carries still need a way: merge them into another gateway of the VPC, which bills them the same per GB.',
  };
}
