import { sqlLiteral } from '@egress/sql-engine';
import { areTgwFields } from './fields';
import type { PathLiterals } from './path-literals';
import { amount, judgement, seconds, type FieldSql } from './record-checks';

/** Fields that the engine computes with; every other field is text. */
export const NUMBER_FIELDS: Readonly<Record<string, string>> = {
  srcport: 'INTEGER',
  dstport: 'INTEGER',
  protocol: 'INTEGER',
  packets: 'BIGINT',
  bytes: 'BIGINT',
  start: 'BIGINT',
  end: 'BIGINT',
  traffic_path: 'INTEGER',
};

const TEXT_COLUMNS: readonly string[] = [
  'srcaddr',
  'dstaddr',
  'instance_id',
  'pkt_srcaddr',
  'pkt_dstaddr',
  'pkt_src_aws_service',
  'pkt_dst_aws_service',
  'flow_direction',
  'interface_type',
  'next_hop_az_id',
  'next_hop_interface_type',
];
const SMALL_NUMBERS: readonly string[] = ['srcport', 'dstport', 'protocol', 'traffic_path'];
const WORKLOAD_NAMES = ['interface_tag', 'instance_tag', 'asg_tag', 'ecs_service_name'];
/** Transit gateway logs name the attachment, the gateway and the sending side instead of an interface. */
const TGW_NAMES: Readonly<Record<string, string>> = {
  interface_id: 'tgw_attachment_id',
  resource_id: 'tgw_id',
  vpc_id: 'tgw_src_vpc_id',
  subnet_id: 'tgw_src_subnet_id',
  az_id: 'tgw_src_az_id',
};
const OWN_NAMES = Object.keys(TGW_NAMES);

/**
 * The SELECT list that makes `flow_records` (see glue-scripts/tables) of a log with these canonical fields, and the SQL
 * of what is wrong with a record; `column` gives the SQL of a field that is there, `written` of its text. Impossible records keep their place
 * with the status MALFORMED and without impossible numbers.
 */
export function recordColumns(
  fields: readonly string[],
  literals: PathLiterals,
  column: FieldSql,
  written: FieldSql,
): { readonly columns: string; readonly complaint: string } {
  const isTgw = areTgwFields(fields);
  const field = (name: string): string =>
    fields.includes(name) ? column(name) : `CAST(NULL AS ${NUMBER_FIELDS[name] ?? 'VARCHAR'})`;
  const named = (name: string): string => field(isTgw ? (TGW_NAMES[name] ?? name) : name);
  const or = (sql: string, fallback: string | null): string =>
    fallback === null ? sql : `coalesce(${sql}, ${sqlLiteral(fallback)})`;

  const action = isTgw || !fields.includes('action') ? `'ACCEPT'` : column('action');
  const { status, complaint } = judgement({
    field,
    written: (name) => (fields.includes(name) ? written(name) : 'CAST(NULL AS VARCHAR)'),
    status: fields.includes('log_status') ? column('log_status') : `'OK'`,
    action,
  });
  const columns: Readonly<Record<string, string>> = {
    record_kind: sqlLiteral(isTgw ? 'tgw' : 'vpc'),
    account_id: or(`nullif(${field('account_id')}, 'unknown')`, literals.accountId),
    region: or(field('region'), literals.region),
    ...Object.fromEntries(OWN_NAMES.map((name) => [name, named(name)])),
    ...Object.fromEntries([...TEXT_COLUMNS, ...SMALL_NUMBERS].map((name) => [name, field(name)])),
    packets: amount(field('packets')),
    bytes: amount(field('bytes')),
    start_time: seconds(field('start')),
    end_time: seconds(field('end')),
    action,
    log_status: status,
    workload_name: `coalesce(${WORKLOAD_NAMES.map(field).join(', ')})`,
  };
  const list = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`);
  return { columns: list.join(', '), complaint };
}
