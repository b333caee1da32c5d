import type { Anomaly } from '@egress/contracts';

export const ANOMALY: Anomaly = {
  schemaVersion: 1,
  id: 'a1',
  account: '111122223333',
  region: 'us-east-1',
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
