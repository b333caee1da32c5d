import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { billLength, count, dollars, idList, text } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { certain, type MonthlyEstimate, monthlyEstimate } from '../monthly-estimate';
import { usdPerMonthOf } from '../rates';

interface IdleAddresses {
  readonly region: string;
  readonly accountId: string | null;
  readonly addresses: readonly string[];
  /** From the bill; null where it has no line for idle addresses of that region. */
  readonly billedUsd: number | null;
  readonly billedHours: number | null;
}

/** Unattached Elastic IPs of the inventory, whose region ip-ranges tells, beside what the bill calls idle. */
const IDLE = `
  WITH unattached AS (
    SELECT coalesce(p.region, 'unknown') AS region, list(DISTINCT a.address ORDER BY a.address) AS addresses
    FROM ref_addresses AS a
    LEFT JOIN ref_ip_ranges AS p ON a.address_key BETWEEN p.range_start AND p.range_end
    WHERE a.interface_id IS NULL AND a.is_public
    GROUP BY 1
  ),
  billed AS (
    SELECT region, max(account_id) AS account_id, sum(cost) AS usd, sum(quantity) AS hours
    FROM bill_lines WHERE contains(usage_type, 'PublicIPv4:IdleAddress') GROUP BY region HAVING usd > 0
  )
  SELECT coalesce(u.region, b.region) AS region, b.account_id AS "accountId", coalesce(u.addresses, []) AS addresses,
    b.usd AS "billedUsd", b.hours AS "billedHours"
  FROM unattached AS u
  FULL JOIN billed AS b ON b.region = u.region
  ORDER BY region`;

/** Public IPv4 addresses that nothing uses: 0.005 USD an hour, 3.65 a month each. */
export const ipv4Idle: Cause = {
  cause: 'ipv4-idle',
  needsOneOf: ['bill', 'inventory'],
  find: async (context) =>
    Promise.all((await context.engine.query<IdleAddresses>(IDLE)).map((idle) => describe(context, idle))),
};

async function describe(context: CauseContext, idle: IdleAddresses): Promise<ClaimedFinding> {
  const { region, accountId, addresses, billedUsd, billedHours } = idle;
  const eachUsd = await usdPerMonthOf(context, 'publicIpv4', region);
  const saving: MonthlyEstimate =
    billedUsd === null
      ? certain(eachUsd * addresses.length)
      : monthlyEstimate([billedUsd], context.billHours);
  const known = addresses.length > 0 ? idList(addresses) : null;
  const query = "--query 'Addresses[?AssociationId==null].[PublicIp,AllocationId]' --output text";
  return {
    cause: 'ipv4-idle',
    heading: known ? `Nothing uses ${known}` : `Public addresses of ${region} are idle`,
    resource: known ?? `PublicIPv4:IdleAddress ${region}`,
    region,
    accountId,
    claims: [wholePool(`ipv4|${region}`, saving)],
    addedUsdPerMonth: 0,
    evidence: [
      ...(billedUsd === null ? [] : [billLength(context)]),
      ...(billedHours === null
        ? []
        : [count('idle addresses on average', billedHours / Math.max(1, context.billHours))]),
      ...(known === null ? [] : [text('not attached', known), count('not attached today', addresses.length)]),
      dollars('each address', eachUsd),
    ],
    fix: {
      summary: 'Release the addresses that nobody plans to use.',
      awsCli:
        addresses.length === 0
          ? `aws ec2 describe-addresses --region ${region} ${query}
aws ec2 release-address --region ${region} --allocation-id ALLOCATION_ID`
          : addresses.map((address) => releaseAddress(region, address)).join('\n'),
      terraform: `# Remove the aws_eip resources of ${known ?? 'the idle addresses'}; if Terraform does not know them yet, import them first:
import {
  to = aws_eip.idle
  id = "ALLOCATION_ID" # aws ec2 describe-addresses --region ${region}
}`,
    },
    risk: 'A released address is gone for good: never automate it. DNS records or partners’ allow-lists that still name it would point to a stranger.',
    doesNotHelp:
      'Addresses in use cost the same: there only fewer of them help (shared load balancers, IPv6).',
  };
}

function releaseAddress(region: string, address: string): string {
  return `aws ec2 release-address --region ${region} --allocation-id $(aws ec2 describe-addresses --region ${region} \\
  --public-ips ${address} --query 'Addresses[0].AllocationId' --output text)`;
}
