import type { FeatureRow } from '../domain/feature-row';

export function featureRow(row: Partial<FeatureRow> = {}): FeatureRow {
  return {
    account: '111122223333',
    region: 'us-east-1',
    resource: 'i-0a',
    egress_class: 'internet',
    bytes: 1000,
    expected_bytes: 10,
    usd: 1,
    vector: [1, 2],
    ...row,
  };
}
