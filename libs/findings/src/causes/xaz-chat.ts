import type { ClaimedFinding } from '../claimed-finding';
import { rate, sampleLength, volume } from '../evidence';
import type { Cause, CauseContext } from '../findings-context';
import { topPairs } from '../host-pairs';
import { type MonthlyEstimate, sumOf } from '../monthly-estimate';
import { usdPerGb } from '../rates';
import { groupsBy, readTraffic, together, type Traffic, usdPerMonth } from '../traffic';

interface ChatKey {
  readonly region: string;
  readonly accountId: string | null;
  readonly vpcId: string | null;
  /** Both zones also serve that port locally, so whichever side is the client could stay in its zone. */
  readonly servedLocally: boolean;
}
type Chat = ChatKey & Traffic;

const CONDITION =
  "egress_class = 'cross_az' AND resource_type NOT LIKE 'nat%' AND resource_type NOT IN ('internet_gateway', 'public_address')";

const WITH_LOCAL_SERVERS = `(
  WITH served AS (
    SELECT DISTINCT vpc_id, service_port, az_id FROM egress_hourly WHERE egress_class = 'same_az' AND service_port > 0
  )
  SELECT e.*, near.az_id IS NOT NULL AND far.az_id IS NOT NULL AS served_locally
  FROM egress_hourly AS e
  LEFT JOIN served AS near
    ON near.vpc_id = e.vpc_id AND near.service_port = e.service_port AND near.az_id = e.az_id
  LEFT JOIN served AS far
    ON far.vpc_id = e.vpc_id AND far.service_port = e.service_port AND far.az_id = e.peer_az_id
)`;

/**
 * Share of the other traffic that can be moved into one zone (by moving the client or adding a replica): a middle guess,
 * for which no log has proof. Its bounds are none and all.
 */
const MOVABLE_SHARE = 0.5;

/** Own hosts talking across zones: `G·2·pX` for what a server in the same zone could answer, half of the rest. */
export const xazChat: Cause = {
  cause: 'xaz-chat',
  needsOneOf: [],
  find: async (context) => {
    const pairs = await topPairs(context, CONDITION);
    const chats = await readTraffic<ChatKey>(
      context,
      {
        region: "coalesce(region, 'unknown')",
        accountId: 'account_id',
        vpcId: 'vpc_id',
        servedLocally: 'served_locally',
      },
      CONDITION,
      WITH_LOCAL_SERVERS,
    );
    const groups = groupsBy(chats, ({ region, vpcId }) => `${region}|${vpcId}`);
    return Promise.all(groups.map((group) => describe(context, group, pairs.get(group[0].vpcId) ?? [])));
  },
};

async function describe(
  context: CauseContext,
  chats: [Chat, ...Chat[]],
  pairs: ClaimedFinding['evidence'],
): Promise<ClaimedFinding> {
  const [{ region, accountId, vpcId }] = chats;
  const resource = vpcId ?? 'unknown';
  const all = together(chats);
  const local = chats.filter(({ servedLocally }) => servedLocally);
  const other = chats.filter(({ servedLocally }) => !servedLocally);
  const saving = sumOf([
    usdPerMonth(context, together(local)),
    partly(usdPerMonth(context, together(other))),
  ]);
  return {
    cause: 'xaz-chat',
    heading: `Hosts of ${resource} talk across availability zones`,
    resource,
    region,
    accountId,
    claims: [
      {
        pool: `cross_az|${region}|${resource}|hosts`,
        poolUsdPerMonth: usdPerMonth(context, all).expected,
        saving,
      },
    ],
    addedUsdPerMonth: 0,
    evidence: [
      sampleLength(context),
      ...volume(context, 'bytes between zones', all),
      ...(local.length > 0
        ? volume(context, 'of these on ports that both zones serve themselves', together(local))
        : []),
      rate('both sides of a byte', await usdPerGb(context, 'cross_az', region), all.rateSource),
      ...pairs,
    ],
    fix: {
      summary:
        'Let clients prefer servers of their own zone: rack-aware consumers, topology-aware routing, replica reads in the zone; switch cross-zone balancing off where each zone has enough targets.',
      awsCli: `# Which target groups balance across zones:
aws elbv2 describe-target-groups --region ${region} --query "TargetGroups[?VpcId=='${resource}'].TargetGroupArn" --output text
# For each whose zones have enough targets of their own:
aws elbv2 modify-target-group-attributes --region ${region} --target-group-arn TARGET_GROUP_ARN \\
  --attributes Key=load_balancing.cross_zone.enabled,Value=false
# Kafka: broker.rack=<zone id> on brokers, client.rack=<zone id> on consumers (KIP-392).
# Kubernetes: spec.trafficDistribution: PreferClose on the Service.`,
      terraform: `resource "aws_lb_target_group" "service" {
  # existing arguments of the target group in ${resource}
  load_balancing_cross_zone_enabled = "false"
}`,
    },
    risk: 'A zone that serves itself needs enough capacity of its own: spread targets evenly and keep failing over to other zones, or the loss of one zone becomes an outage.',
    doesNotHelp:
      'Replication that exists to survive a zone (database standbys, Kafka followers, quorum writes), which has to cross.',
  };
}

function partly(estimate: MonthlyEstimate): MonthlyEstimate {
  return { low: 0, expected: estimate.expected * MOVABLE_SHARE, high: estimate.high };
}
