import type { FindingCause } from '@egress/contracts';

/** What a finding's cause is called above its title. */
export const CAUSE_LABELS: Readonly<Record<FindingCause, string>> = {
  'nat-s3': 'S3 through a NAT gateway',
  'nat-ddb': 'DynamoDB through a NAT gateway',
  'nat-aws': 'AWS service through a NAT gateway',
  'nat-s3-xr': 'S3 of another region through a NAT gateway',
  'nat-idle': 'Idle NAT gateway',
  'vpce-drop': 'Endpoint below break-even',
  's3-iface': 'S3 through an interface endpoint',
  'xaz-chat': 'Cross-AZ traffic between own hosts',
  'xaz-nat': 'NAT gateway in another zone',
  'xr-repl': 'Traffic between regions',
  's3-public': 'Public bucket',
  'no-cf': 'Web traffic without CloudFront',
  'cf-miss': 'Low CloudFront hit ratio',
  'pubip-in': 'Own hosts over public addresses',
  'tgw-peer': 'Transit gateway where peering would do',
  'flow-cost': 'Cost of the flow logs',
  'ipv4-idle': 'Idle public IPv4 address',
};
