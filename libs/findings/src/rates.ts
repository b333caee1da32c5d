import { type EgressClass, HOURS_PER_MONTH } from '@egress/contracts';
import { endpointHourly, listRate, natHourly, publicIpv4Hourly } from '@egress/prices';
import { sqlLiteral } from '@egress/sql-engine';
import type { CauseContext } from './findings-context';

/** USD per GB of a class: what this analysis uses (the bill's effective rate first), else the list price. */
export async function usdPerGb(
  context: CauseContext,
  egressClass: EgressClass,
  region: string,
  peerRegion = '',
): Promise<number> {
  const [rate] = await context.engine.query<{ usdPerGb: number }>(`
    SELECT usd_per_gb AS "usdPerGb" FROM ref_rates
    WHERE egress_class = ${sqlLiteral(egressClass)} AND region = ${sqlLiteral(region)}
      AND coalesce(peer_region, '') = ${sqlLiteral(peerRegion)}`);
  return rate?.usdPerGb ?? listRate(context.prices, egressClass, region, peerRegion || undefined);
}

/** Things that cost by the hour: how the bill names them, and their list price in USD per hour. */
const HOURLY = {
  natGateway: { usageType: 'NatGateway-Hours', list: natHourly },
  endpoint: { usageType: 'VpcEndpoint-Hours', list: endpointHourly },
  publicIpv4: { usageType: 'PublicIPv4:', list: publicIpv4Hourly },
} as const;

/** USD per month of one NAT gateway, interface endpoint zone or public address: the bill's rate first. */
export async function usdPerMonthOf(
  context: CauseContext,
  what: keyof typeof HOURLY,
  region: string,
): Promise<number> {
  const { usageType, list } = HOURLY[what];
  const [billed] = await context.engine.query<{ usdPerHour: number | null }>(`
    SELECT sum(cost) / nullif(sum(quantity), 0) AS "usdPerHour" FROM bill_lines
    WHERE line_kind = 'hours' AND region = ${sqlLiteral(region)} AND contains(usage_type, ${sqlLiteral(usageType)})`);
  return (billed?.usdPerHour ?? list(context.prices, region)) * HOURS_PER_MONTH;
}
