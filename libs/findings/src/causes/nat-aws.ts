import { BYTES_PER_GB, type Fix } from '@egress/contracts';
import { sqlLiteral } from '@egress/sql-engine';
import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { ENDPOINT_SERVICES } from '../endpoint-services';
import { count, dollars, gigabytes, idList, rate, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { monthlyEstimate } from '../monthly-estimate';
import { legClaim, type NatTraffic, readNatLegs, readNatProcessing } from '../nat-traffic';
import { usdPerGb, usdPerMonthOf } from '../rates';
import { gbPerMonth, groupsBy, together } from '../traffic';

const SERVICES = Object.keys(ENDPOINT_SERVICES).map(sqlLiteral).join(', ');
const CONDITION = `remote_service IN (${SERVICES}) AND remote_region = region AND peer_interface_id IS NULL`;
const LEG_CONDITION = `remote_service IN (${SERVICES}) AND remote_region = region`;

/**
 * Other AWS services of the region through NAT where an interface endpoint in every zone of the senders is cheaper:
 * `G·(pN−pE) − z·hE·730`, only above the break-even of `hE·730·z/(pN−pE)` GB a month.
 */
export const natAws: Cause = {
  cause: 'nat-aws',
  needsOneOf: [],
  find: async (context) => {
    const legs = await readNatLegs(context, LEG_CONDITION);
    const place = (row: NatTraffic) => [row.region, row.vpcId ?? row.natGatewayId, row.service].join('|');
    const found = await Promise.all(
      groupsBy(await readNatProcessing(context, CONDITION), place).map((processed) =>
        aboveBreakEven(
          context,
          processed,
          legs.filter((leg) => place(leg) === place(processed[0])),
        ),
      ),
    );
    return found.filter((finding) => finding !== null);
  },
};

async function aboveBreakEven(
  context: CauseContext,
  processed: [NatTraffic, ...NatTraffic[]],
  legs: readonly NatTraffic[],
): Promise<ClaimedFinding | null> {
  const [{ region, accountId, vpcId, natGatewayId, service }] = processed;
  const traffic = together(processed);
  const natRate = traffic.usd / (traffic.bytes / BYTES_PER_GB);
  const endpointRate = await usdPerGb(context, 'privatelink', region);
  const zones = Math.max(1, new Set(processed.flatMap(({ azId }) => azId ?? [])).size);
  const zoneUsd = await usdPerMonthOf(context, 'endpoint', region);
  const breakEvenGb = (zoneUsd * zones) / (natRate - endpointRate);
  const gb = gbPerMonth(context, traffic).expected;
  if (natRate <= endpointRate || gb <= breakEvenGb) return null;

  const saved = traffic.usdPerHour.map(
    (usd, i) => usd - ((traffic.bytesPerHour[i] ?? 0) / BYTES_PER_GB) * endpointRate,
  );
  const estimate = monthlyEstimate(saved, context.windowHours);
  const endpointName = ENDPOINT_SERVICES[service ?? ''] ?? null;
  const resource = vpcId ?? natGatewayId ?? 'unknown';
  return {
    cause: 'nat-aws',
    heading: `${resource} reaches ${endpointName ?? `AWS services in the ${service} ranges`} through NAT, above an interface endpoint's break-even`,
    resource,
    region,
    accountId,
    claims: [
      // One endpoint takes all bytes only if they are one service's: without its name nothing is certain.
      wholePool(
        `nat_processing|${region}|${resource}|${service}`,
        endpointName === null ? { ...estimate, low: 0 } : estimate,
      ),
      ...legs.map((leg) => legClaim(context, leg)),
    ],
    addedUsdPerMonth: zoneUsd * zones,
    evidence: [
      sampleLength(context),
      text('ip-ranges service', service),
      text('NAT gateways', idList(processed.map((row) => row.natGatewayId))),
      ...volume(context, 'bytes through NAT, both directions', traffic),
      count('availability zones of the senders', zones),
      gigabytes('break-even per zone', breakEvenGb / zones),
      gigabytes('break-even', breakEvenGb),
      dollars('interface endpoint, hours', zoneUsd * zones),
      rate('NAT data processing', natRate, traffic.rateSource),
      { name: 'interface endpoint data', value: endpointRate, unit: 'USD/GB' },
    ],
    fix: interfaceEndpointFix(
      region,
      resource,
      endpointName ?? 'SERVICE',
      await subnetPerZone(context, processed),
    ),
    risk: `Private DNS moves every client of the VPC to the endpoint at once: its security group must admit them on 443, and policies that test aws:SourceIp stop matching.${endpointName === null ? ' The ranges do not name the service: a resolver query log must, before anything is created.' : ''}`,
    doesNotHelp:
      'The same service in another region, and addresses in the EC2 ranges that are hosts of other customers. Several services below the break-even each do not add up to one endpoint.',
  };
}

/** One subnet of the senders in each of their zones. */
async function subnetPerZone(context: CauseContext, processed: readonly NatTraffic[]): Promise<string[]> {
  const zones = processed.flatMap(({ azId }) => azId ?? []).map(sqlLiteral);
  const rows = await context.engine.query<{ subnetId: string }>(`
    SELECT min(subnet_id) AS "subnetId" FROM egress_hourly
    WHERE vpc_id = ${sqlLiteral(processed[0]?.vpcId)} AND subnet_id IS NOT NULL
      AND az_id IN (${zones.join(', ') || 'NULL'})
    GROUP BY az_id ORDER BY az_id`);
  return rows.map(({ subnetId }) => subnetId);
}

function interfaceEndpointFix(
  region: string,
  vpcId: string,
  endpointName: string,
  subnetIds: readonly string[],
): Fix {
  const serviceName = `com.amazonaws.${region}.${endpointName}`;
  const named = endpointName === 'SERVICE' ? ' Replace SERVICE by the name that the query log shows.' : '';
  return {
    summary: `Create an interface endpoint in every zone of the senders.${named}`,
    awsCli: `aws ec2 create-vpc-endpoint --region ${region} --vpc-endpoint-type Interface --private-dns-enabled \\
  --vpc-id ${vpcId} --service-name ${serviceName} \\
  --subnet-ids ${subnetIds.join(' ') || 'SUBNET_OF_EACH_ZONE'} --security-group-ids SECURITY_GROUP`,
    terraform: `resource "aws_vpc_endpoint" "${endpointName.toLowerCase().replaceAll('-', '_')}" {
  vpc_id              = "${vpcId}"
  service_name        = "${serviceName}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = ${subnetIds.length > 0 ? JSON.stringify(subnetIds) : 'var.endpoint_subnet_ids'} # one in each zone of the senders
  security_group_ids  = var.endpoint_security_group_ids
}`,
  };
}
