import { BYTES_PER_GB } from '@egress/contracts';
import { loadPriceBook } from '@egress/prices';
import { type Row, SqlEngine } from '@egress/sql-engine';
import { findSavings, type Savings } from '../find-savings';
import { type CAUSES } from '../causes';

/** A week: long enough that even traffic leaves no doubt, so that low, expected and high agree. */
export const WEEK = 168;
const START = Date.UTC(2026, 10, 2) / 1000;

const HOURLY_COLUMNS = {
  hour: 'TIMESTAMP',
  account_id: 'VARCHAR',
  region: 'VARCHAR',
  vpc_id: 'VARCHAR',
  az_id: 'VARCHAR',
  subnet_id: 'VARCHAR',
  interface_id: 'VARCHAR',
  instance_id: 'VARCHAR',
  resource_id: 'VARCHAR',
  resource_type: 'VARCHAR',
  name: 'VARCHAR',
  local_address: 'VARCHAR',
  egress_class: 'VARCHAR',
  direction: 'VARCHAR',
  remote_address_kind: 'VARCHAR',
  remote_service: 'VARCHAR',
  remote_region: 'VARCHAR',
  remote_asn: 'BIGINT',
  remote_org: 'VARCHAR',
  peer_interface_id: 'VARCHAR',
  peer_address: 'VARCHAR',
  peer_az_id: 'VARCHAR',
  peer_vpc_id: 'VARCHAR',
  service_port: 'INTEGER',
  bytes: 'BIGINT',
  packets: 'BIGINT',
  flows: 'BIGINT',
  distinct_destinations: 'BIGINT',
  rejects: 'BIGINT',
  usd: 'DOUBLE',
  usd_per_gb: 'DOUBLE',
  rate_source: 'VARCHAR',
};
const ADDRESS_COLUMNS = {
  address: 'VARCHAR',
  is_private: 'BOOLEAN',
  aws_service: 'VARCHAR',
  aws_region: 'VARCHAR',
};
const CONVERSATION_COLUMNS = {
  start_hour: 'BIGINT',
  interface_id: 'VARCHAR',
  resource_id: 'VARCHAR',
  log_status: 'VARCHAR',
};
const LEG_COLUMNS = {
  hour_start: 'BIGINT',
  vantage: 'VARCHAR',
  vantage_id: 'VARCHAR',
  direction: 'VARCHAR',
  remote_address: 'VARCHAR',
  service_port: 'INTEGER',
  host_serves: 'BOOLEAN',
  bytes: 'BIGINT',
};
const TRANSFORMED = {
  egress_hourly: HOURLY_COLUMNS,
  addresses: ADDRESS_COLUMNS,
  flow_conversations: CONVERSATION_COLUMNS,
  flow_legs: LEG_COLUMNS,
};
const DECLARED = [
  'bill_lines',
  's3_requests',
  'cloudfront_requests',
  'ref_addresses',
  'ref_endpoints',
  'ref_interfaces',
  'ref_ip_ranges',
  'ref_nat_gateways',
  'ref_rates',
  'ref_routes',
  'ref_subnets',
] as const;

export type Tables = Partial<Record<(typeof DECLARED)[number] | keyof typeof TRANSFORMED, readonly Row[]>>;
export interface Inputs {
  readonly windowHours?: number;
  /** Hours of the window, counted from its start, that the logs cover. @default from the first row to the last */
  readonly covered?: readonly (readonly [from: number, to: number])[];
  readonly hasBill?: boolean;
  readonly hasInventory?: boolean;
}

/** Runs every cause over hand-written rows; tables that are not given are empty. */
export async function savingsOf(tables: Tables, inputs: Inputs = {}): Promise<Savings> {
  const engine = await SqlEngine.open({ threads: 1 });
  try {
    for (const table of DECLARED) await engine.fillTable(table, tables[table]);
    for (const [table, columns] of Object.entries(TRANSFORMED)) {
      await engine.loadRows(table, columns, tables[table as keyof typeof TRANSFORMED] ?? []);
    }
    return await findSavings({
      engine,
      prices: loadPriceBook(),
      ...(inputs.covered && {
        covered: inputs.covered.map(([from, to]) => ({ start: secondOf(from), end: secondOf(to) })),
      }),
      windowHours: inputs.windowHours ?? WEEK,
      billHours: (tables.bill_lines ?? []).length > 0 ? WEEK : 0,
      hasBill: inputs.hasBill ?? (tables.bill_lines ?? []).length > 0,
      hasInventory: inputs.hasInventory ?? false,
    });
  } finally {
    engine.close();
  }
}

/** Traffic of `gbPerHour` in each of the window's hours; give `usd_per_gb` its price. */
export function everyHour(gbPerHour: number, row: Row, hours = WEEK): Row[] {
  return Array.from({ length: hours }, (_, hour) => inHour(hour, gbPerHour, row));
}

/** Traffic of one hour, counted from the window's start. */
export function inHour(hour: number, gb: number, row: Row): Row {
  const bytes = Math.round(gb * BYTES_PER_GB);
  return {
    hour: new Date((START + hour * 3600) * 1000).toISOString(),
    account_id: '111111111111',
    region: 'us-east-1',
    vpc_id: 'vpc-1',
    direction: 'out',
    rate_source: 'list',
    bytes,
    usd: (bytes / BYTES_PER_GB) * Number(row['usd_per_gb']),
    ...row,
  };
}

/** An interface's flow-log records without data, in each of the window's hours. */
export function silent(interface_id: string, hours = WEEK): Row[] {
  return Array.from({ length: hours }, (_, hour) => ({
    start_hour: secondOf(hour),
    interface_id,
    log_status: 'NODATA',
  }));
}

/** Seconds since 1970 of an hour of the window. */
export function secondOf(hour: number): number {
  return START + hour * 3600;
}

/** A bill line over the whole week. */
export function weekOfBill(row: Row): Row {
  return {
    usage_start: START,
    usage_end: START + WEEK * 3600,
    account_id: '111111111111',
    region: 'us-east-1',
    line_kind: 'other',
    list_cost: row['cost'],
    ...row,
  };
}

/** The only finding of a cause; fails when there is none or more than one. */
export function only(savings: Savings, cause: (typeof CAUSES)[number]['cause']): Savings['findings'][number] {
  const [first, ...others] = savings.findings.filter((finding) => finding.cause === cause);
  if (first === undefined || others.length > 0) {
    throw new Error(
      `expected one ${cause}, got: ${savings.findings.map((f) => f.title).join('; ') || 'none'}`,
    );
  }
  return first;
}

export function causesOf(savings: Savings): string[] {
  return savings.findings.map(({ cause }) => cause);
}

/** A value of a finding's evidence by its name. */
export function evidenceOf(finding: Savings['findings'][number], name: string): number | string | undefined {
  return finding.evidence.find((item) => item.name === name)?.value;
}
