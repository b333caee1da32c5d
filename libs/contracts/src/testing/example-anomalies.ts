import type { Anomaly } from '../anomaly';

/** A bucket that everyone reads. */
export const BUCKET_ANOMALY: Anomaly = {
  schemaVersion: 1,
  id: '2026112105-photos',
  account: '111122223333',
  region: 'eu-west-1',
  resource: 'photos',
  egressClass: 'internet',
  anomalyType: 'S3_Public_Access',
  onset: '2026-11-21T05:00:00Z',
  hour: '2026-11-21T07:00:00Z',
  observedBytes: 2 ** 40,
  expectedBytes: 2 ** 30,
  score: 4.2,
  threshold: 1.9,
  usdPerDay: 2210.4,
  severity: 'critical',
  features: [],
  evidence: { anonymousShare: 0.98 },
};

export const NAT_ID = 'nat-0123456789abcdef0';
export const VPC_ID = 'vpc-0123456789abcdef0';
export const GROUP_ID = 'sg-0123456789abcdef0';

/** A job that reads S3 through a NAT gateway. */
export const NAT_ANOMALY: Anomaly = {
  ...BUCKET_ANOMALY,
  id: '2026112105-nat',
  resource: NAT_ID,
  egressClass: 'nat_processing',
  anomalyType: 'Nat_Service_Traffic',
  evidence: { remoteService: 'S3', remoteRegion: 'eu-west-1', vpcId: VPC_ID },
};

/** An instance whose security group the detector blames. */
export const GROUP_ANOMALY: Anomaly = {
  ...BUCKET_ANOMALY,
  id: '2026112105-web',
  resource: 'i-0123456789abcdef0',
  anomalyType: 'OverlyPermissive_SecurityGroup',
  evidence: { securityGroupId: GROUP_ID },
};
