import type { Quality, QualitySample } from '@egress/contracts';
import type { SqlEngine } from '@egress/sql-engine';

/** How many malformed rows the document shows. */
const MAX_SAMPLES = 20;

interface RecordCounts {
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly noData: number;
  readonly skipData: number;
}

/** What became of the flow-log records. `malformed` and `duplicates` are not among the conversations any more. */
export async function assessQuality(
  engine: SqlEngine,
  left: {
    duplicates: number;
    malformed: number;
    samples: readonly QualitySample[];
    notes: readonly string[];
  },
): Promise<Quality> {
  const counts = await engine.queryOne<RecordCounts>(
    `SELECT
       coalesce(sum(flows) FILTER (log_status <> 'MALFORMED'), 0) AS records,
       coalesce(sum(flows) FILTER (action = 'ACCEPT' AND log_status = 'OK'), 0) AS accepted,
       coalesce(sum(flows) FILTER (action = 'REJECT'), 0) AS rejected,
       coalesce(sum(flows) FILTER (log_status = 'NODATA'), 0) AS "noData",
       coalesce(sum(flows) FILTER (log_status = 'SKIPDATA'), 0) AS "skipData"
     FROM flow_conversations`,
  );
  const { duplicates, malformed, samples, notes } = left;
  return {
    ...counts,
    records: counts.records + duplicates + malformed,
    duplicates,
    malformed,
    samples: samples.slice(0, MAX_SAMPLES),
    notes: [...notes, ...(await classificationNotes(engine)), ...skippedNotes(counts)],
  };
}

function skippedNotes({ accepted, skipData }: RecordCounts): string[] {
  if (skipData === 0) return [];
  const share = ((100 * skipData) / (skipData + accepted)).toFixed(2);
  return [
    `${skipData} SKIPDATA records (${share} % of records): AWS dropped flows there, each may stand for many; the totals are too low by what they hid.`,
  ];
}

/** Each note is a sentence with the number in it; it is left out where the number is zero. */
const NOTES: readonly { readonly count: string; readonly note: (n: number) => string }[] = [
  {
    count: `SELECT count(*) AS n FROM interfaces AS i LEFT JOIN ref_interfaces AS r USING (interface_id) WHERE r.interface_id IS NULL AND i.az_id IS NULL`,
    note: (n) =>
      `${n} interfaces have no availability zone in the logs or the inventory: cross-AZ bytes cannot be told for them. Give --inventory, or log the az-id field.`,
  },
  {
    count: `SELECT count(*) AS n FROM interfaces WHERE region IS NULL`,
    note: (n) =>
      `${n} interfaces have no region: their traffic to AWS is classed unknown and has no price. Keep the AWSLogs path, log the region field, or give --inventory.`,
  },
  {
    count: `SELECT coalesce(sum(bytes), 0) AS n FROM egress_flows WHERE resource_type = 'nat_remote'`,
    note: (n) =>
      `${n} bytes behind NAT gateways come from logs without packet addresses (default format): who sent and where to are two separate rankings there. Log pkt-srcaddr and pkt-dstaddr to join them.`,
  },
  {
    count: `SELECT coalesce(sum(bytes), 0) AS n FROM hourly_conversations AS c WHERE record_kind = 'vpc' AND flow_direction IS NULL
      AND NOT EXISTS (SELECT 1 FROM interface_addresses AS a WHERE a.interface_id = c.interface_id AND a.address IN (c.srcaddr, c.dstaddr))`,
    note: (n) =>
      `${n} bytes have no direction that could be told and are in no class. Log the flow-direction field, or give --inventory.`,
  },
  {
    count: `SELECT count(*) AS n FROM addresses WHERE address_key IS NULL`,
    note: (n) => `${n} addresses are not IP addresses; their bytes are classed internet or unknown.`,
  },
  {
    count: `SELECT coalesce(sum(bytes), 0) AS n FROM egress_flows WHERE egress_class = 'unknown'`,
    note: (n) =>
      `${n} bytes go to private addresses that neither logs nor inventory explain (class unknown). Give --inventory of all accounts and regions involved.`,
  },
  {
    count: `SELECT coalesce(sum(bytes), 0) AS n FROM access_log_flows WHERE egress_class = 'unknown'`,
    note: (n) =>
      `${n} bytes went from buckets to AWS addresses, and no line of the access logs tells the bucket's region: free in that region, charged to others (class unknown, without price). Requests by the bucket's regional host name tell it: give a longer log.`,
  },
];

async function classificationNotes(engine: SqlEngine): Promise<string[]> {
  const notes: string[] = [];
  for (const { count, note } of NOTES) {
    const { n } = await engine.queryOne<{ n: number }>(count);
    if (n > 0) notes.push(note(n));
  }
  return notes;
}
