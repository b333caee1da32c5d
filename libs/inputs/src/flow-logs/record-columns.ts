import { sqlLiteral } from '@egress/sql-engine';
import { areTgwFields } from './fields';
import type { PathLiterals } from './path-literals';

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

/** The status that impossible records get in place of their own: they are counted, and in no total. */
export const MALFORMED = 'MALFORMED';

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

/** No record moves a petabyte; larger numbers are damage, and their sums would overflow. */
const MOST_BYTES = 1e15;
/** Records outside these years (seconds since 1970) are damage. */
const EARLIEST = Date.UTC(2006) / 1000;
const LATEST = Date.UTC(2100) / 1000;

/**
 * The SELECT list that makes `flow_records` (see glue-scripts/tables) of a log with these canonical fields; `column`
 * gives the SQL of a field that is there. Impossible records keep their place with the status MALFORMED.
 */
export function recordColumns(
  fields: readonly string[],
  literals: PathLiterals,
  column: (field: string) => string,
): string {
  const isTgw = areTgwFields(fields);
  const text = (field: string): string => (fields.includes(field) ? column(field) : 'CAST(NULL AS VARCHAR)');
  const number = (field: string): string =>
    fields.includes(field) ? column(field) : `CAST(NULL AS ${NUMBER_FIELDS[field] ?? 'BIGINT'})`;
  const seconds = (field: string): string =>
    `CASE WHEN ${number(field)} > 100000000000 THEN ${number(field)} // 1000 ELSE ${number(field)} END`;
  const named = (field: string): string => text(isTgw ? (TGW_NAMES[field] ?? field) : field);
  const or = (sql: string, fallback: string | null): string =>
    fallback === null ? sql : `coalesce(${sql}, ${sqlLiteral(fallback)})`;

  const status = fields.includes('log_status') ? column('log_status') : `'OK'`;
  const action = isTgw || !fields.includes('action') ? `'ACCEPT'` : column('action');
  const isSound = [
    `${number('bytes')} BETWEEN 0 AND ${MOST_BYTES}`,
    `coalesce(${number('packets')}, 0) >= 0`,
    `${seconds('start')} BETWEEN ${EARLIEST} AND ${LATEST}`,
    `${seconds('end')} BETWEEN ${seconds('start')} AND ${LATEST}`,
    `coalesce(${text('srcaddr')}, ${text('pkt_srcaddr')}, ${text('dstaddr')}, ${text('pkt_dstaddr')}) IS NOT NULL`,
    `${action} = 'ACCEPT'`,
  ];
  const columns: Readonly<Record<string, string>> = {
    record_kind: sqlLiteral(isTgw ? 'tgw' : 'vpc'),
    account_id: or(text('account_id'), literals.accountId),
    region: or(text('region'), literals.region),
    ...Object.fromEntries(OWN_NAMES.map((name) => [name, named(name)])),
    ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, text(name)])),
    ...Object.fromEntries(
      ['srcport', 'dstport', 'protocol', 'packets', 'bytes', 'traffic_path'].map((name) => [name, number(name)]),
    ),
    start_time: seconds('start'),
    end_time: seconds('end'),
    action,
    log_status: `CASE
      WHEN ${status} IN ('NODATA', 'SKIPDATA') THEN ${status}
      WHEN ${status} = 'OK' AND (${action} = 'REJECT' OR (${isSound.join(' AND ')})) THEN 'OK'
      ELSE '${MALFORMED}'
    END`,
    workload_name: `coalesce(${WORKLOAD_NAMES.map(text).join(', ')})`,
  };
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');
}
