import { BYTES_PER_GB, HOURS_PER_MONTH } from '@egress/contracts';
import type { EvidenceItem } from './claimed-finding';
import { gigabytes } from './evidence';
import type { CauseContext } from './findings-context';

interface HostPair {
  readonly vpcId: string | null;
  readonly sender: string;
  readonly senderAz: string | null;
  readonly receiver: string;
  readonly receiverAz: string | null;
  readonly port: number;
  readonly gb: number;
}

const PAIRS_PER_VPC = 10;

/** The ten costliest pairs of own hosts of each VPC, as evidence per VPC. */
export async function topPairs(
  context: CauseContext,
  where: string,
): Promise<Map<string | null, EvidenceItem[]>> {
  const rows = await context.engine.query<HostPair>(`
    SELECT vpc_id AS "vpcId",
      coalesce(name, instance_id, interface_id, local_address, 'unknown') AS sender, az_id AS "senderAz",
      coalesce(peer_interface_id, peer_address, 'unknown') AS receiver, peer_az_id AS "receiverAz",
      service_port AS port, sum(bytes) / ${BYTES_PER_GB} AS gb
    FROM egress_hourly
    WHERE bytes > 0 AND (${where})
    GROUP BY 1, 2, 3, 4, 5, 6
    QUALIFY row_number() OVER (PARTITION BY vpc_id ORDER BY gb DESC, sender, receiver, port) <= ${PAIRS_PER_VPC}
    ORDER BY gb DESC, sender, receiver, port`);
  const byVpc = new Map<string | null, EvidenceItem[]>();
  for (const pair of rows) {
    const items = byVpc.get(pair.vpcId) ?? [];
    byVpc.set(pair.vpcId, [...items, pairEvidence(context, pair)]);
  }
  return byVpc;
}

function pairEvidence(context: CauseContext, pair: HostPair): EvidenceItem {
  const port = pair.port > 0 ? ` port ${pair.port}` : '';
  const name = `${pair.sender} (${pair.senderAz ?? 'zone unknown'}) → ${pair.receiver} (${pair.receiverAz ?? 'zone unknown'})${port}`;
  return gigabytes(name, (pair.gb / context.windowHours) * HOURS_PER_MONTH);
}
