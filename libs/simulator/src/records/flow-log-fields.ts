/** The 14 fields of a flow log without a LogFormat, in AWS's order. */
export const DEFAULT_FIELDS: readonly string[] =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );

/** All 29 fields of versions 2 to 5, in AWS's order. */
export const VERSION_5_FIELDS: readonly string[] = [
  ...DEFAULT_FIELDS,
  ...(
    'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id ' +
    'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path'
  ).split(' '),
];

/** A LogFormat as people write them: an order of its own, and fields of versions 7 to 11. */
export const CUSTOM_FIELDS: readonly string[] = (
  'end start bytes packets flow-direction traffic-path pkt-dstaddr pkt-srcaddr dstaddr srcaddr dstport srcport protocol ' +
  'action log-status next-hop-az-id next-hop-interface-type interface-type interface-id instance-id instance-tag ' +
  'ecs-cluster-name ecs-service-name reject-reason resource-id encryption-status az-id subnet-id vpc-id region ' +
  'account-id version tcp-flags type pkt-src-aws-service pkt-dst-aws-service'
).split(' ');
