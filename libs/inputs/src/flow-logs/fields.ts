/**
 * Field names in the order of AWS's tables ("Flow log records", VPC user guide; version 6 is the transit gateway's own),
 * as canonical names: lower case with underscores, which is how Parquet writes them.
 */
const VERSION_2 =
  'version account_id interface_id srcaddr dstaddr srcport dstport protocol packets bytes start end action log_status';
const VERSION_3 = 'vpc_id subnet_id instance_id tcp_flags type pkt_srcaddr pkt_dstaddr';
const VERSION_4 = 'region az_id sublocation_type sublocation_id';
const VERSION_5 = 'pkt_src_aws_service pkt_dst_aws_service flow_direction traffic_path';
const VERSION_7 =
  'ecs_cluster_arn ecs_cluster_name ecs_container_instance_arn ecs_container_instance_id ecs_container_id ecs_second_container_id ecs_service_name ecs_task_definition_arn ecs_task_arn ecs_task_id';
const VERSIONS_8_TO_10 = 'reject_reason resource_id encryption_status';
const VERSION_11 =
  'instance_tag instance_tag_2 interface_tag interface_tag_2 asg_tag asg_tag_2 interface_type next_hop_interface_id next_hop_subnet_id next_hop_az_id next_hop_vpc_id next_hop_interface_type';

/** Every VPC flow log field, oldest version first: a log without header of the first n fields is in this order. */
export const VPC_FIELDS: readonly string[] = [
  VERSION_2,
  VERSION_3,
  VERSION_4,
  VERSION_5,
  VERSION_7,
  VERSIONS_8_TO_10,
  VERSION_11,
].flatMap((names) => names.split(' '));

/** Fields of the default format. */
export const DEFAULT_FIELD_COUNT = VERSION_2.split(' ').length;

/** Transit gateway flow logs have one format (version 6). */
export const TGW_FIELDS: readonly string[] =
  'version resource_type account_id tgw_id tgw_attachment_id tgw_src_vpc_account_id tgw_dst_vpc_account_id tgw_src_vpc_id tgw_dst_vpc_id tgw_src_subnet_id tgw_dst_subnet_id tgw_src_eni tgw_dst_eni tgw_src_az_id tgw_dst_az_id tgw_pair_attachment_id srcaddr dstaddr srcport dstport protocol packets bytes start end log_status type packets_lost_no_route packets_lost_blackhole packets_lost_mtu_exceeded packets_lost_ttl_expired tcp_flags region flow_direction pkt_src_aws_service pkt_dst_aws_service'.split(
    ' ',
  );

const KNOWN_FIELDS: ReadonlySet<string> = new Set([...VPC_FIELDS, ...TGW_FIELDS]);

/** Text headers write `pkt-srcaddr`, Parquet and Athena `pkt_srcaddr`. */
export function canonicalField(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** Are these names a flow log's, possibly of a version that is newer than this list? */
export function areFlowFields(names: readonly string[]): boolean {
  const known = names.filter((name) => KNOWN_FIELDS.has(name)).length;
  const saysWhatMoved = ['srcaddr', 'dstaddr', 'pkt_srcaddr', 'pkt_dstaddr', 'bytes', 'interface_id'].some(
    (name) => names.includes(name),
  );
  return saysWhatMoved && known >= 3 && known >= names.length / 2;
}

export function areTgwFields(names: readonly string[]): boolean {
  return names.includes('tgw_id') || names.includes('tgw_attachment_id');
}
