import { type ClaimedFinding, wholePool } from '../claimed-finding';
import { rate, sampleLength, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { topPairs } from '../host-pairs';
import { usdPerGb } from '../rates';
import { groupsBy, readTraffic, together, type Traffic, usdPerMonth } from '../traffic';

interface PublicPathKey {
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string | null;
  readonly egressClass: 'cross_az' | 'nat_processing';
  /** Over private addresses bytes within a zone are free; between zones they cost what they cost now. */
  readonly sameZone: boolean;
}
type PublicPath = PublicPathKey & Traffic;

const OVER_INTERNET_GATEWAY = "egress_class = 'cross_az' AND resource_type = 'internet_gateway'";
/** Own public addresses lie in AWS's ranges, so a peer with a service there is reached by its public address. */
const OVER_NAT =
  "egress_class = 'nat_processing' AND peer_interface_id IS NOT NULL AND remote_service IS NOT NULL";

/**
 * Own hosts that reach each other by public addresses: `G·2·0.01` within a zone, nothing between zones (the private way
 * costs as much), and the NAT processing where a NAT gateway is in between.
 */
export const pubipIn: Cause = {
  cause: 'pubip-in',
  needsOneOf: [],
  find: async (context) => {
    const pairs = await topPairs(context, OVER_INTERNET_GATEWAY);
    const paths = await readTraffic<PublicPathKey>(
      context,
      {
        region: "coalesce(region, 'unknown')",
        accountId: 'account_id',
        vpcId: 'vpc_id',
        egressClass: 'egress_class',
        sameZone: 'coalesce(az_id = peer_az_id, false)',
      },
      `(${OVER_INTERNET_GATEWAY}) OR (${OVER_NAT})`,
    );
    const groups = groupsBy(paths, ({ region, vpcId }) => `${region}|${vpcId}`);
    return Promise.all(groups.map((group) => describe(context, group, pairs.get(group[0].vpcId) ?? [])));
  },
};

async function describe(
  context: CauseContext,
  paths: [PublicPath, ...PublicPath[]],
  pairs: ClaimedFinding['evidence'],
): Promise<ClaimedFinding> {
  const [{ region, accountId, vpcId }] = paths;
  const resource = vpcId ?? 'unknown';
  const direct = paths.filter(({ egressClass }) => egressClass === 'cross_az');
  const avoidable = direct.filter(({ sameZone }) => sameZone);
  const overNat = paths.filter(({ egressClass }) => egressClass === 'nat_processing');
  return {
    cause: 'pubip-in',
    heading: `Hosts of ${resource} reach each other by public addresses`,
    resource,
    region,
    accountId,
    claims: [
      wholePool(`cross_az|${region}|${resource}|public`, usdPerMonth(context, together(avoidable))),
      wholePool(`nat_processing|${region}|${resource}|own`, usdPerMonth(context, together(overNat))),
    ],
    addedUsdPerMonth: 0,
    // Public addresses between own hosts are worth closing even where the private way costs as much.
    isRisk: true,
    evidence: [
      sampleLength(context),
      ...(direct.length > 0 ? volume(context, 'bytes by public addresses', together(direct)) : []),
      ...(avoidable.length > 0
        ? volume(context, 'of these within one availability zone', together(avoidable))
        : []),
      ...(overNat.length > 0 ? volume(context, 'bytes through NAT to own addresses', together(overNat)) : []),
      rate('both sides of a byte', await usdPerGb(context, 'cross_az', region), together(paths).rateSource),
      ...pairs,
    ],
    fix: {
      summary: 'Resolve the peers to their private addresses inside the VPC.',
      awsCli: `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${resource} --enable-dns-hostnames
ZONE=$(aws route53 create-hosted-zone --name DOMAIN --caller-reference private-${resource} \\
  --vpc VPCRegion=${region},VPCId=${resource} --query HostedZone.Id --output text)
aws route53 change-resource-record-sets --hosted-zone-id "$ZONE" --change-batch \\
  '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"HOST.DOMAIN","Type":"A","TTL":60,"ResourceRecords":[{"Value":"PRIVATE_ADDRESS"}]}}]}'`,
      terraform: `resource "aws_route53_zone" "private" {
  name = var.domain
  vpc { vpc_id = "${resource}" }
}

resource "aws_route53_record" "peer" {
  zone_id = aws_route53_zone.private.id
  name    = var.host
  type    = "A"
  ttl     = 60
  records = [var.private_address]
}`,
    },
    risk: 'Security groups that admit the public address must admit the private one (or the peer group) first, and a private zone hides every public name of the same domain that it does not repeat.',
    doesNotHelp:
      'Pairs in different zones: their bytes cost the same over private addresses, and only moving them together helps.',
  };
}
