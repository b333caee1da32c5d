import { ANOMALY_TYPES, type AnomalyType } from '@egress/contracts';
import { classify } from './classify';
import type { FeatureRow } from './feature-row';
import { featureRow } from './testing/feature-rows';

const CASES: readonly [AnomalyType, Partial<FeatureRow>][] = [
  ['S3_Public_Access', { anonymous_share: 0.5, resource: 'photos' }],
  ['OverlyPermissive_SecurityGroup', { open_port_share: 0.6 }],
  ['CloudFront_Egress_Spike', { egress_class: 'cloudfront', resource: 'E1' }],
  ['Nat_Service_Traffic', { egress_class: 'nat_processing', resource: 'nat-1', remote_service: 'S3' }],
  ['High_Data_Transfer_EC2', { egress_class: 'nat_processing', resource: 'nat-1', sender: 'i-1' }],
  ['Cross_AZ_Transfer', { egress_class: 'cross_az' }],
  ['High_Data_Transfer_EC2', { egress_class: 'cross_az', remote_service: 'EC2' }],
  ['Inter_Region_Transfer', { egress_class: 'inter_region' }],
  ['Unknown_Destination', { unknown_destination_share: 0.7 }],
  ['High_Data_Transfer_EC2', { resource: 'eni-1', anonymous_share: 0.49, unknown_destination_share: 0.49 }],
  ['Unknown_Destination', { egress_class: 'nat_processing', resource: 'nat-1' }],
];

it.each(CASES)('says %s of %j', (type, row) => {
  expect(classify(featureRow(row)).type).toBe(type);
});

it('can say every type that the workflow knows', () => {
  expect(new Set(CASES.map(([type]) => type))).toEqual(new Set(ANOMALY_TYPES));
});
