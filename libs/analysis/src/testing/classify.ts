import type { EgressClass } from '@egress/contracts';
import { SqlEngine, type Row } from '@egress/sql-engine';
import { aggregateFlows } from '../aggregate-flows';
import { CLASSIFICATION } from '../transformations';

const TEXT = 'VARCHAR';
const FLOW_RECORDS = {
  record_kind: TEXT,
  account_id: TEXT,
  interface_id: TEXT,
  srcaddr: TEXT,
  dstaddr: TEXT,
  srcport: 'INTEGER',
  dstport: 'INTEGER',
  protocol: 'INTEGER',
  packets: 'BIGINT',
  bytes: 'BIGINT',
  start_time: 'BIGINT',
  end_time: 'BIGINT',
  action: TEXT,
  log_status: TEXT,
  vpc_id: TEXT,
  subnet_id: TEXT,
  instance_id: TEXT,
  pkt_srcaddr: TEXT,
  pkt_dstaddr: TEXT,
  region: TEXT,
  az_id: TEXT,
  pkt_src_aws_service: TEXT,
  pkt_dst_aws_service: TEXT,
  flow_direction: TEXT,
  traffic_path: 'INTEGER',
  resource_id: TEXT,
  interface_type: TEXT,
  next_hop_az_id: TEXT,
  next_hop_interface_type: TEXT,
  workload_name: TEXT,
};

const REFERENCE_TABLES = {
  ref_ip_ranges: { range_start: TEXT, range_end: TEXT, service: TEXT, region: TEXT },
  ref_asn: { range_start: TEXT, range_end: TEXT, asn: 'BIGINT', org: TEXT },
  ref_interfaces: {
    interface_id: TEXT,
    account_id: TEXT,
    region: TEXT,
    vpc_id: TEXT,
    subnet_id: TEXT,
    az_id: TEXT,
    interface_type: TEXT,
    resource_id: TEXT,
    instance_id: TEXT,
    name: TEXT,
  },
  ref_addresses: { address_key: TEXT, address: TEXT, vpc_id: TEXT, interface_id: TEXT, is_public: 'BOOLEAN' },
  ref_subnets: {
    region: TEXT,
    account_id: TEXT,
    vpc_id: TEXT,
    subnet_id: TEXT,
    az_id: TEXT,
    name: TEXT,
    range_start: TEXT,
    range_end: TEXT,
  },
  ref_routes: {
    vpc_id: TEXT,
    subnet_id: TEXT,
    range_start: TEXT,
    range_end: TEXT,
    prefix_length: 'INTEGER',
    target_type: TEXT,
    target_id: TEXT,
  },
  ref_gateway_endpoints: { vpc_id: TEXT, subnet_id: TEXT, endpoint_id: TEXT, service: TEXT },
  ref_nat_gateways: {
    nat_gateway_id: TEXT,
    region: TEXT,
    account_id: TEXT,
    vpc_id: TEXT,
    subnet_id: TEXT,
    az_id: TEXT,
    name: TEXT,
    state: TEXT,
    created_at: 'BIGINT',
  },
  ref_endpoints: {
    endpoint_id: TEXT,
    region: TEXT,
    account_id: TEXT,
    vpc_id: TEXT,
    service_name: TEXT,
    service: TEXT,
    endpoint_type: TEXT,
    az_count: 'INTEGER',
  },
  s3_requests: {
    bucket: TEXT,
    requester: TEXT,
    remote_ip: TEXT,
    source_region: TEXT,
    request_time: 'BIGINT',
    bytes_sent: 'BIGINT',
  },
  cloudfront_requests: { distribution_id: TEXT, request_time: 'BIGINT', sc_bytes: 'BIGINT' },
} as const;

export type ReferenceTable = keyof typeof REFERENCE_TABLES;

export interface Classified {
  /** Bytes per class; a class without bytes is absent. */
  readonly bytes: Partial<Record<EgressClass, number>>;
  readonly flows: readonly Row[];
  readonly duplicates: number;
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
    for (const [table, columns] of Object.entries(REFERENCE_TABLES)) {
      await engine.loadRows(table, columns, references[table as ReferenceTable] ?? []);
    }
    await engine.loadRows('no_flow_records', FLOW_RECORDS, []);
    await engine.loadRows(
      'given_records',
      FLOW_RECORDS,
      records.map((record) => ({ ...RECORD, ...record })),
    );
    const batches = [{ sql: 'SELECT * FROM given_records' }];
    const duplicates = await aggregateFlows(engine, batches, async () => {});
    for (const name of CLASSIFICATION) await engine.materialize(name);
    const flows = await engine.query(
      'SELECT * FROM egress_flows UNION ALL SELECT * FROM access_log_flows ORDER BY egress_class, bytes',
    );
    const totals = await engine.query<{ egress_class: EgressClass; bytes: number }>(
      'SELECT egress_class, sum(bytes) AS bytes FROM (SELECT * FROM egress_flows UNION ALL SELECT * FROM access_log_flows) GROUP BY 1 HAVING sum(bytes) > 0',
    );
    return {
      bytes: Object.fromEntries(totals.map((row) => [row.egress_class, row.bytes])),
      flows,
      duplicates,
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
