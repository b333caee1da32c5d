import type { AnalysisDocument, CrossAzPair, Talker } from '@egress/contracts';
import type { SqlEngine } from '@egress/sql-engine';

/** How many rows the document keeps of each ranking; `--out` has them all. */
export interface RankingLimits {
  readonly talkers: number;
  readonly pairs: number;
  readonly paths: number;
}

type FlatTalker = Omit<Talker, 'destination'> & Talker['destination'];

/** Who sends most, by dollars and then by bytes. */
export async function topTalkers(engine: SqlEngine, limit: number): Promise<Talker[]> {
  const rows = await engine.query<FlatTalker>(
    `SELECT interface_id AS "interfaceId", instance_id AS "instanceId", max(name) AS name, max(az_id) AS "azId",
       egress_class AS class, remote_service AS service, remote_region AS region, remote_asn AS asn,
       max(remote_org) AS org, sum(bytes) AS bytes, sum(usd) AS usd
     FROM egress_hourly
     WHERE bytes > 0
     GROUP BY interface_id, instance_id, egress_class, remote_service, remote_region, remote_asn,
       CASE WHEN interface_id IS NULL THEN name END
     ORDER BY usd DESC, bytes DESC, class, interface_id, service, region, asn, name
     LIMIT ${limit}`,
  );
  return rows.map(({ service, region, asn, org, ...sender }) => ({
    ...sender,
    destination: { service, region, asn, org },
  }));
}

interface FlatPair {
  readonly region: string;
  readonly vpcId: string | null;
  readonly port: number;
  readonly bytes: number;
  readonly usd: number;
  readonly [end: string]: unknown;
}

/** Which two hosts make the cross-AZ bytes; a NAT gateway in another zone counts as the far end of its clients. */
export async function crossAzPairs(engine: SqlEngine, limit: number): Promise<CrossAzPair[]> {
  const rows = await engine.query<FlatPair>(
    `SELECT h.region, h.vpc_id AS "vpcId", h.service_port AS port,
       h.interface_id AS "sourceInterface", h.instance_id AS "sourceInstance", h.name AS "sourceName",
       h.local_address AS "sourceAddress", h.az_id AS "sourceAz",
       h.peer_interface_id AS "peerInterface", max(p.instance_id) AS "peerInstance", max(p.name) AS "peerName",
       coalesce(h.peer_address, h.peer_interface_id) AS "peerAddress", h.peer_az_id AS "peerAz", h.direction,
       sum(h.bytes) AS bytes, sum(h.usd) AS usd
     FROM egress_hourly AS h
     LEFT JOIN hosts AS p ON p.vpc_id = h.peer_vpc_id AND p.address = h.peer_address
     WHERE h.egress_class IN ('cross_az', 'vpc_peering') AND h.resource_type <> 'public_address' AND h.bytes > 0
     GROUP BY h.region, h.vpc_id, h.service_port, h.interface_id, h.instance_id, h.name, h.local_address, h.az_id,
       h.peer_interface_id, coalesce(h.peer_address, h.peer_interface_id), h.peer_az_id, h.direction
     ORDER BY usd DESC, bytes DESC, "sourceAddress", "peerAddress", port
     LIMIT ${limit}`,
  );
  return rows.map(crossAzPair);
}

function crossAzPair(row: FlatPair): CrossAzPair {
  const host = end(row, 'source');
  const peer = end(row, 'peer');
  const { region, vpcId, port, bytes, usd } = row;
  const isSent = row['direction'] === 'out';
  return { region, vpcId, source: isSent ? host : peer, destination: isSent ? peer : host, port, bytes, usd };
}

function end(row: FlatPair, name: 'source' | 'peer'): CrossAzPair['source'] {
  const text = (column: string) => (row[`${name}${column}`] ?? null) as string | null;
  return {
    interfaceId: text('Interface'),
    instanceId: text('Instance'),
    name: text('Name'),
    address: text('Address') ?? 'unknown',
    azId: text('Az'),
  };
}

/** Source → class → destination in dollars: the ribbons of the Sankey. */
export async function paths(engine: SqlEngine, limit: number): Promise<AnalysisDocument['paths']> {
  return engine.query(
    `SELECT coalesce(name, instance_id, interface_id, local_address, 'unknown sender') AS source, egress_class AS class,
       CASE
         WHEN resource_type = 'distribution' THEN 'viewers'
         WHEN resource_type <> 'public_address' AND egress_class IN ('cross_az', 'vpc_peering', 'same_az', 'transit_gateway')
           THEN coalesce(peer_az_id, 'own hosts')
         WHEN remote_service IS NOT NULL THEN concat(remote_service, ' ', coalesce(remote_region, region))
         ELSE coalesce(remote_org, remote_region, remote_address_kind)
       END AS destination,
       sum(bytes) AS bytes, sum(usd) AS usd
     FROM egress_hourly
     WHERE bytes > 0
     GROUP BY ALL
     ORDER BY usd DESC, bytes DESC, source, class, destination
     LIMIT ${limit}`,
  );
}

/** Bytes and dollars per hour and class. */
export async function trend(engine: SqlEngine): Promise<AnalysisDocument['trend']> {
  return engine.query(
    `SELECT hour, egress_class AS class, sum(bytes) AS bytes, sum(usd) AS usd
     FROM egress_hourly WHERE bytes > 0 GROUP BY ALL ORDER BY hour, class`,
  );
}
