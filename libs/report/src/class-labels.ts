import type { EgressClass } from '@egress/contracts';

export interface ClassLabel {
  /** For tables and charts. */
  readonly name: string;
  /** What is billed in this class, in a sentence. */
  readonly billing: string;
}

/** How reports name the egress classes, in AWS's own terms. */
export const CLASS_LABELS: Readonly<Record<EgressClass, ClassLabel>> = {
  internet: {
    name: 'Internet',
    billing: 'Data transfer out to the internet, in tiers per region; 100 GB a month are free.',
  },
  nat_processing: {
    name: 'NAT processing',
    billing: 'Every GB through a NAT gateway, both directions, on top of what the path beyond it costs.',
  },
  cross_az: {
    name: 'Cross-AZ',
    billing:
      'Between Availability Zones of a region, or over its public addresses; the price covers both sides of the bill.',
  },
  inter_region: { name: 'Inter-region', billing: 'To another AWS region, billed to the sender.' },
  vpc_peering: {
    name: 'VPC peering',
    billing: 'Over a peering connection to another Availability Zone; within a zone it is free.',
  },
  transit_gateway: {
    name: 'Transit gateway',
    billing: 'Every GB that an attachment sends into a transit gateway.',
  },
  privatelink: {
    name: 'PrivateLink',
    billing: 'Every GB through an interface endpoint, both directions.',
  },
  gateway_endpoint: {
    name: 'Gateway endpoint',
    billing: 'To S3 or DynamoDB through a gateway endpoint: free.',
  },
  cloudfront: {
    name: 'CloudFront',
    billing: 'Edge to viewer, in tiers; from an AWS origin to the edge it is free.',
  },
  same_region_service: {
    name: 'Same-region service',
    billing: 'To AWS services of the same region: free apart from a NAT gateway on the way.',
  },
  vpn_dx: { name: 'VPN / Direct Connect', billing: 'Through a virtual private gateway.' },
  same_az: { name: 'Same AZ', billing: 'Within an Availability Zone over private addresses: free.' },
  unknown: { name: 'Unknown', billing: 'To private addresses that neither logs nor inventory explain.' },
};

export const className = (egressClass: EgressClass): string => CLASS_LABELS[egressClass].name;
