/**
 * The fields that the analysis reads, and no other: flow logs are paid by the byte. Names as in "Flow log records" of the
 * VPC user guide, by the version that brought them. Of version 11 only what needs no tags: tag fields take a
 * `TagFieldSpecification`, which the Terraform provider does not know.
 */
const FIELDS = {
  version2:
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  version3: 'vpc-id subnet-id instance-id pkt-srcaddr pkt-dstaddr',
  version4: 'region az-id',
  version5: 'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path',
  version7: 'ecs-service-name',
  version9: 'resource-id',
  version11: 'interface-type next-hop-az-id next-hop-interface-type',
} as const;

/** The names of the fields in the order in which records hold them. */
export const FLOW_LOG_FIELDS: readonly string[] = Object.values(FIELDS).flatMap((names) => names.split(' '));

/** The flow log's format as Terraform wants it: `$${bytes}` is how it writes a `${bytes}` that is not its own. */
export function terraformLogFormat(): string {
  return FLOW_LOG_FIELDS.map((name) => '$${' + name + '}').join(' ');
}
