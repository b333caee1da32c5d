import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { billLength, count, dollars, gigabytes, round, sampleLength, text } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { type MonthlyEstimate, monthlyEstimate, NOTHING } from '../monthly-estimate';
import { OBSERVED, unobservedNotes, whileObserved } from '../observed-resources';
import { usdPerGb, usdPerMonthOf } from '../rates';
import { gbPerMonth, readTraffic } from '../traffic';

interface Endpoint {
  readonly endpointId: string;
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string | null;
  readonly serviceName: string | null;
  readonly zones: number | null;
  /** From the bill, where it names the endpoint. */
  readonly billedHoursUsd: number | null;
  readonly billedZoneHours: number | null;
  readonly billedGb: number | null;
  /** For so long the logs look at all of its interfaces; null where they do not. */
  readonly observedHours: number | null;
}

/**
 * Interface endpoints of the inventory and of the bill where NAT is there to take over; S3's are s3-iface's. How much
 * they carry tells the bill where it names them, else their own interfaces where they log.
 */
const ENDPOINTS = `
  WITH billed AS (
    SELECT regexp_extract(resource_id, 'vpce-[0-9a-z]+') AS endpoint_id, max(region) AS region,
      max(account_id) AS account_id,
      sum(cost) FILTER (contains(usage_type, 'VpcEndpoint-Hours')) AS hours_usd,
      sum(quantity) FILTER (contains(usage_type, 'VpcEndpoint-Hours')) AS zone_hours,
      coalesce(sum(quantity) FILTER (contains(usage_type, 'VpcEndpoint-Bytes')), 0) AS gb
    FROM bill_lines
    WHERE contains(usage_type, 'VpcEndpoint-') AND contains(resource_id, 'vpce-')
    GROUP BY 1
    HAVING hours_usd > 0
  )
  SELECT coalesce(e.endpoint_id, b.endpoint_id) AS "endpointId",
    coalesce(e.region, b.region) AS region, coalesce(e.account_id, b.account_id) AS "accountId",
    e.vpc_id AS "vpcId", e.service_name AS "serviceName", e.az_count AS zones,
    b.hours_usd AS "billedHoursUsd", b.zone_hours AS "billedZoneHours", b.gb AS "billedGb",
    o.hours AS "observedHours"
  FROM ref_endpoints AS e
  FULL JOIN billed AS b ON b.endpoint_id = e.endpoint_id
  LEFT JOIN ${OBSERVED} AS o ON o.resource_id = e.endpoint_id
  WHERE coalesce(e.endpoint_type, 'Interface') = 'Interface' AND coalesce(e.service_name, '') NOT LIKE '%.s3'
    AND (
      (b.endpoint_id IS NOT NULL AND e.endpoint_id IS NULL AND EXISTS (
        SELECT 1 FROM bill_lines AS n WHERE n.region = b.region AND contains(n.usage_type, 'NatGateway-Hours')))
      OR e.vpc_id IN (SELECT vpc_id FROM ref_nat_gateways)
    )
  ORDER BY "endpointId"`;

/**
 * Interface endpoints that cost more than the same bytes through the NAT gateway that is there anyway:
 * `z·hE·730 − G·(pN−pE)` where positive. From the bill where it names the endpoint, else from flows and inventory.
 */
export const vpceDrop: Cause = {
  cause: 'vpce-drop',
  needsOneOf: ['bill', 'inventory'],
  find: async (context) => {
    const endpoints = (await readEndpoints(context)).filter(isObserved);
    const flows = await readTraffic<{ endpointId: string | null }>(
      context,
      { endpointId: 'resource_id' },
      "egress_class = 'privatelink'",
    );
    const found = await Promise.all(
      endpoints.map((endpoint) => {
        const traffic = flows.find(({ endpointId }) => endpointId === endpoint.endpointId);
        const gb =
          endpoint.billedGb === null ? null : monthlyEstimate([endpoint.billedGb], context.billHours);
        return belowBreakEven(
          context,
          endpoint,
          gb ?? (traffic ? gbPerMonth(whileObserved(context, endpoint.observedHours), traffic) : NOTHING),
        );
      }),
    );
    return found.filter((finding) => finding !== null);
  },
  unchecked: async (context) => {
    const unobserved = (await readEndpoints(context)).filter((endpoint) => !isObserved(endpoint));
    return unobservedNotes(
      'vpce-drop',
      unobserved.map(({ endpointId }) => endpointId),
    );
  },
};

function isObserved({ billedHoursUsd, observedHours }: Endpoint): boolean {
  return billedHoursUsd !== null || observedHours !== null;
}

function readEndpoints(context: CauseContext): Promise<Endpoint[]> {
  return context.engine.query(ENDPOINTS);
}

async function belowBreakEven(
  context: CauseContext,
  endpoint: Endpoint,
  gb: MonthlyEstimate,
): Promise<ClaimedFinding | null> {
  const { endpointId, region, accountId, vpcId } = endpoint;
  const hasBill = endpoint.billedHoursUsd !== null;
  const zones = Math.max(
    1,
    endpoint.zones ?? Math.round((endpoint.billedZoneHours ?? 0) / Math.max(1, context.billHours)),
  );
  const hoursUsd =
    endpoint.billedHoursUsd === null
      ? (await usdPerMonthOf(context, 'endpoint', region)) * zones
      : monthlyEstimate([endpoint.billedHoursUsd], context.billHours).expected;
  const extraPerGb =
    (await usdPerGb(context, 'nat_processing', region)) - (await usdPerGb(context, 'privatelink', region));
  const savingAt = (volume: number) => Math.max(0, hoursUsd - volume * extraPerGb);
  if (savingAt(gb.expected) === 0) return null;
  const service = endpoint.serviceName ?? 'its service';
  return {
    cause: 'vpce-drop',
    heading: `${endpointId} to ${service} costs more than NAT would`,
    resource: endpointId,
    region,
    accountId,
    claims: [
      wholePool(`hours|${endpointId}`, {
        low: savingAt(gb.high),
        expected: savingAt(gb.expected),
        high: savingAt(gb.low),
      }),
    ],
    addedUsdPerMonth: 0,
    evidence: [
      hasBill ? billLength(context) : sampleLength(context),
      text('VPC', vpcId),
      text('service', endpoint.serviceName),
      count('availability zones', zones),
      dollars('endpoint hours', hoursUsd),
      gigabytes('bytes, both directions', gb.expected),
      ...(extraPerGb > 0 ? [gigabytes('break-even', hoursUsd / extraPerGb)] : []),
      { name: 'NAT processing less endpoint data', value: round(extraPerGb, 6), unit: 'USD/GB' },
    ],
    fix: {
      summary: `Ask its owner whether ${endpointId} is there for policy or compliance; if not, delete it and let NAT carry the bytes.`,
      awsCli: `aws ec2 describe-vpc-endpoints --region ${region} --vpc-endpoint-ids ${endpointId} > ${endpointId}.json # to create it again
aws ec2 delete-vpc-endpoints --region ${region} --vpc-endpoint-ids ${endpointId}`,
      terraform: `# Remove the aws_vpc_endpoint with id ${endpointId}; if Terraform does not know it yet, import it first:
import {
  to = aws_vpc_endpoint.below_break_even
  id = "${endpointId}"
}`,
    },
    risk: 'Never delete it without asking: policies may require the endpoint (aws:SourceVpce), and subnets without a route to NAT lose the service. Clients reconnect through NAT as soon as private DNS is gone.',
    doesNotHelp: `VPCs without a NAT gateway, and endpoints above the break-even: there NAT costs ${round(extraPerGb, 6)} USD more per GB.`,
  };
}
