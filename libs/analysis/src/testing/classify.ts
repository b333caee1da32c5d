import type { EgressClass } from '@egress/contracts';
import { classificationSteps, SqlEngine, type Row } from '@egress/sql-engine';
import { aggregateFlows } from '../aggregate-flows';
import { assessQuality } from '../quality';

const REFERENCES = [
  'ref_ip_ranges',
  'ref_asn',
  'ref_interfaces',
  'ref_addresses',
  'ref_subnets',
  'ref_routes',
  'ref_gateway_endpoints',
  'ref_nat_gateways',
  'ref_endpoints',
  'ref_rates',
  's3_requests',
  'cloudfront_requests',
] as const;

export type ReferenceTable = (typeof REFERENCES)[number];

export interface Classified {
  /** Bytes per class; a class without bytes is absent. */
  readonly bytes: Partial<Record<EgressClass, number>>;
  readonly flows: readonly Row[];
  readonly legs: readonly Row[];
  /** Of `egress_hourly`. */
  readonly hourly: readonly Row[];
  readonly duplicates: number;
  /** Of the quality section. */
  readonly notes: readonly string[];
}

/**
 * Runs the real transformations over a few records. What a record does not say is filled in as an accepted TCP record
 * of one minute at an interface in `use1-az1`; give `null` for a field that the log does not have.
 */
export async function classify(
  records: readonly Row[],
  references: Partial<Record<ReferenceTable, readonly Row[]>> = {},
): Promise<Classified> {
  const engine = await SqlEngine.open();
  try {
    for (const table of REFERENCES) await engine.fillTable(table, references[table]);
    await engine.fillTable(
      'flow_records',
      records.map((record) => ({ ...RECORD, ...record })),
    );
    await engine.run('ALTER TABLE flow_records RENAME TO given_records');
    const batches = [{ sql: 'SELECT * FROM given_records' }];
    const duplicates = await aggregateFlows(engine, batches, async () => {});
    for (const name of [...classificationSteps(), 'egress_hourly']) await engine.materialize(name);
    const flows = await engine.query(
      'SELECT * FROM egress_flows UNION ALL SELECT * FROM access_log_flows ORDER BY egress_class, bytes',
    );
    const totals = await engine.query<{ egress_class: EgressClass; bytes: number }>(
      'SELECT egress_class, sum(bytes) AS bytes FROM (SELECT * FROM egress_flows UNION ALL SELECT * FROM access_log_flows) GROUP BY 1 HAVING sum(bytes) > 0',
    );
    const left = { duplicates, malformed: 0, samples: [], notes: [] };
    const { notes } = await assessQuality(engine, left);
    return {
      bytes: Object.fromEntries(totals.map((row) => [row.egress_class, row.bytes])),
      flows,
      legs: await engine.query('SELECT * FROM flow_legs ORDER BY bytes'),
      hourly: await engine.query('SELECT * FROM egress_hourly ORDER BY egress_class, bytes'),
      duplicates,
      notes,
    };
  } finally {
    engine.close();
  }
}

const RECORD: Row = {
  record_kind: 'vpc',
  account_id: '111111111111',
  interface_id: 'eni-a',
  srcport: 50000,
  dstport: 443,
  protocol: 6,
  packets: 10,
  start_time: 1_790_000_000,
  end_time: 1_790_000_060,
  action: 'ACCEPT',
  log_status: 'OK',
  vpc_id: 'vpc-1',
  subnet_id: 'subnet-a',
  region: 'us-east-1',
  az_id: 'use1-az1',
};

/** A record as the sender's interface logs it, with packet addresses equal to the record's. */
export function sent(srcaddr: string, dstaddr: string, bytes: number, rest: Row = {}): Row {
  return {
    srcaddr,
    dstaddr,
    pkt_srcaddr: srcaddr,
    pkt_dstaddr: dstaddr,
    bytes,
    flow_direction: 'egress',
    ...rest,
  };
}

/** A record as the receiver's interface logs it. */
export function received(srcaddr: string, dstaddr: string, bytes: number, rest: Row = {}): Row {
  return { ...sent(srcaddr, dstaddr, bytes), flow_direction: 'ingress', ...rest };
}
