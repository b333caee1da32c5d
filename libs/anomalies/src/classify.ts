import type { AnomalyType } from '@egress/contracts';
import type { FeatureRow } from './feature-row';

interface Rule {
  readonly type: AnomalyType;
  readonly because: string;
  readonly holds: (row: FeatureRow) => boolean;
}

const most = (share: number | null | undefined) => (share ?? 0) >= 0.5;

/** The first rule that holds names the type: evidence of a hole comes before the path, the path before the sender. */
const RULES: readonly Rule[] = [
  {
    type: 'S3_Public_Access',
    because: 'Anonymous requesters took most of the bytes.',
    holds: (row) => most(row.anonymous_share),
  },
  {
    type: 'OverlyPermissive_SecurityGroup',
    because: 'Many outsiders took most of the bytes from a port that was closed to them before.',
    holds: (row) => most(row.open_port_share),
  },
  {
    type: 'CloudFront_Egress_Spike',
    because: 'The bytes left through CloudFront.',
    holds: (row) => row.egress_class === 'cloudfront',
  },
  {
    type: 'Nat_Service_Traffic',
    because: 'A NAT gateway processed bytes to or from an AWS service.',
    holds: (row) => row.egress_class === 'nat_processing' && Boolean(row.remote_service),
  },
  {
    type: 'Cross_AZ_Transfer',
    because: 'The bytes crossed availability zones.',
    // To somebody's public address in the region it costs as much, and may have crossed none.
    holds: (row) => row.egress_class === 'cross_az' && row.remote_service !== 'EC2',
  },
  {
    type: 'Inter_Region_Transfer',
    because: 'The bytes left for another region.',
    holds: (row) => row.egress_class === 'inter_region',
  },
  {
    type: 'Unknown_Destination',
    because: 'Most of the bytes went to networks that nobody can name.',
    holds: (row) => most(row.unknown_destination_share),
  },
  {
    type: 'High_Data_Transfer_EC2',
    because: 'An instance or its interface sent more than it does at that hour.',
    holds: (row) => /^(i|eni)-/.test(row.resource) || /^(i|eni)-/.test(row.sender ?? ''),
  },
];

/** Names an anomaly by its evidence, with the sentence that says why. */
export function classify(row: FeatureRow): { readonly type: AnomalyType; readonly because: string } {
  const rule = RULES.find(({ holds }) => holds(row));
  return rule ?? { type: 'Unknown_Destination', because: 'Nothing tells where the bytes went.' };
}
