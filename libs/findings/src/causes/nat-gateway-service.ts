import type { FindingCause } from '@egress/contracts';
import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { idList, rate, sampleLength, text, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { gatewayEndpointFix, type GatewayService } from '../gateway-endpoint-fix';
import { legClaim, type NatTraffic, readNatLegs, readNatProcessing } from '../nat-traffic';
import { usdPerGb } from '../rates';
import { groupsBy, together, usdPerMonth } from '../traffic';

interface GatewayCause {
  readonly cause: FindingCause;
  readonly service: GatewayService;
  readonly product: string;
  readonly risk: string;
}

/**
 * Traffic of a VPC to S3 or DynamoDB of its own region that runs through NAT although a gateway endpoint would carry it
 * for nothing. Saves `G·pN` (bytes of both directions × the NAT rate) and, where the NAT gateway is in another zone, the
 * way there.
 */
export function natGatewayService({ cause, service, product, risk }: GatewayCause): Cause {
  const condition = `remote_service = '${service.toUpperCase()}' AND remote_region = region`;

  const describe = async (
    context: CauseContext,
    processed: [NatTraffic, ...NatTraffic[]],
    legs: readonly NatTraffic[],
  ): Promise<ClaimedFinding> => {
    const [{ region, accountId, vpcId }] = processed;
    const natGatewayIds = [...new Set(processed.flatMap(({ natGatewayId }) => natGatewayId ?? []))].sort();
    const resource = vpcId ?? natGatewayIds[0] ?? 'unknown';
    const traffic = together(processed);
    return {
      cause,
      heading: `${resource} reaches ${product} of its own region through ${natGatewayIds.length > 0 ? idList(natGatewayIds) : 'NAT'}`,
      resource,
      region,
      accountId,
      claims: [
        wholePool(`nat_processing|${region}|${resource}|${service}`, usdPerMonth(context, traffic)),
        ...legs.map((leg) => legClaim(context, leg)),
      ],
      addedUsdPerMonth: 0,
      evidence: [
        sampleLength(context),
        text('NAT gateways', idList(natGatewayIds)),
        ...volume(context, `${product} bytes through NAT, both directions`, traffic),
        rate('NAT data processing', await usdPerGb(context, 'nat_processing', region), traffic.rateSource),
        ...(legs.length > 0
          ? volume(context, 'of these to a NAT gateway in another zone', together(legs))
          : []),
      ],
      fix: gatewayEndpointFix(service, { region, vpcId, natGatewayIds }),
      risk,
      doesNotHelp: `Buckets or tables of another region, and clients outside the VPC (on-premises, peered VPCs, other VPCs behind a transit gateway): a gateway endpoint serves only the VPC it is in. The NAT gateway's hourly price stays.`,
    };
  };

  return {
    cause,
    needsOneOf: [],
    find: async (context) => {
      const legs = await readNatLegs(context, condition);
      const place = (row: NatTraffic) => [row.region, row.vpcId ?? row.natGatewayId].join('|');
      return Promise.all(
        groupsBy(await readNatProcessing(context, condition), place).map((processed) =>
          describe(
            context,
            processed,
            legs.filter((leg) => place(leg) === place(processed[0])),
          ),
        ),
      );
    },
  };
}
