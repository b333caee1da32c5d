import type { AnomalyType } from '@egress/contracts';

/** How reports name the types of anomalies. */
export const ANOMALY_LABELS: Readonly<Record<AnomalyType, string>> = {
  S3_Public_Access: 'A bucket is read by the public',
  OverlyPermissive_SecurityGroup: 'A security group lets the world in',
  High_Data_Transfer_EC2: 'A resource sends more than it does',
  Nat_Service_Traffic: 'An AWS service is reached through a NAT gateway',
  Cross_AZ_Transfer: 'Traffic crosses Availability Zones',
  Inter_Region_Transfer: 'Traffic crosses regions',
  CloudFront_Egress_Spike: 'A distribution sends more than it does',
  Unknown_Destination: 'Bytes go where none went before',
};
