import { type Anomaly } from '@egress/contracts';
import { isBucketName, kindOf } from './resources';

/** Events that name no bucket, because they change what all buckets of the account allow. */
export const ACCOUNT_WIDE: readonly string[] = [
  'DeleteAccountPublicAccessBlock',
  'PutAccountPublicAccessBlock',
];
export const OPENED_BUCKET: readonly string[] = [
  ...ACCOUNT_WIDE,
  'DeleteBucketPublicAccessBlock',
  'PutBucketPublicAccessBlock',
  'PutBucketPolicy',
  'PutBucketAcl',
];
export const OPENED_PORT: readonly string[] = ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'];
export const LOST_ENDPOINT: readonly string[] = [
  'DeleteVpcEndpoints',
  'ModifyVpcEndpoint',
  'DisassociateRouteTable',
  'ReplaceRouteTableAssociation',
];
export const REROUTED: readonly string[] = [
  'CreateRoute',
  'ReplaceRoute',
  'ReplaceRouteTableAssociation',
  'CreateNatGateway',
];
export const RELEASED: readonly string[] = ['UpdateDistribution', 'CreateInvalidation'];

/**
 * Events that may explain the anomaly, and that CloudTrail does not find by its resource: they are filed under security
 * groups, route tables and endpoints that no flow names, or under none.
 */
export function eventsFiledElsewhere({ resource, egressClass }: Anomaly): readonly string[] {
  switch (egressClass) {
    case 'nat_processing':
      return LOST_ENDPOINT;
    case 'cross_az':
      return REROUTED;
    case 'internet':
      if (isBucketName(resource)) return ACCOUNT_WIDE;
      return ['i', 'eni'].includes(kindOf(resource) ?? '') ? OPENED_PORT : [];
    default:
      return [];
  }
}
