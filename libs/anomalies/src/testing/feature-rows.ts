import type { FeatureRow } from '../feature-row';

/** A row as usual, with what a test changes. */
export function featureRow(row: Partial<FeatureRow> = {}): FeatureRow {
  return {
    account: '111122223333',
    region: 'us-east-1',
    resource: 'i-0a',
    egress_class: 'internet',
    bytes: 1000,
    expected_bytes: 10,
    usd: 1,
    vector: [0, 0, 0, 0, 0],
    ...row,
  };
}
