import { anomalySchema } from '@egress/contracts';
import { featureRow } from '../testing/example-row';
import { anomalyOf } from './anomalies';
import { classify } from './anomaly-type';
import type { FeatureRow } from './feature-row';

const HOUR = '2026-11-21T07:00:00Z';
const anomaly = (row: Partial<FeatureRow> = {}, score = 3) =>
  anomalyOf({ row: featureRow(row), hour: HOUR, score, threshold: 2 });

it('makes a valid anomaly of a row above the threshold, and none of one at it', () => {
  expect(anomalySchema.parse(anomaly())).toMatchObject({ hour: HOUR, onset: HOUR, score: 3, threshold: 2 });
  expect(anomaly({}, 2)).toBeNull();
});

it('keeps the id while the anomaly lasts, and gives another entity or onset another one', () => {
  const onset = new Date('2026-11-21T05:00:00Z');
  const id = (row: Partial<FeatureRow>, hour = HOUR) =>
    anomalyOf({ row: featureRow(row), hour, score: 3, threshold: 2 })!.id;
  expect(id({ onset }, '2026-11-21T09:00:00Z')).toBe(id({ onset }));
  const others = [
    id({ onset }),
    id({}),
    id({ onset, resource: 'i-0b' }),
    id({ onset, region: 'eu-west-1' }),
    id({ onset, account: '444455556666' }),
    id({ onset, egress_class: 'cross_az' }),
  ];
  expect(new Set(others).size).toBe(others.length);
  expect(id({ resource: 'x'.repeat(255) })).toMatch(/^2026112107-[0-9a-f]{24}$/);
});

it('puts only the bytes above the expected ones at stake, over a day', () => {
  expect(anomaly({ bytes: 400, expected_bytes: 100, usd: 2 })!.usdPerDay).toBe(36);
  expect(anomaly({ bytes: 100, expected_bytes: 400, usd: 2 })!.usdPerDay).toBe(0);
  expect(anomaly({ bytes: 0, expected_bytes: 0, usd: 0 })!.usdPerDay).toBe(0);
});

it.each([
  [0.41, 'low'],
  [0.42, 'medium'],
  [4.2, 'high'],
  [42, 'critical'],
])('at %s USD an hour it is %s', (usd, severity) => {
  expect(anomaly({ bytes: 100, expected_bytes: 0, usd })!.severity).toBe(severity);
});

it('hands over the evidence that there is', () => {
  expect(anomaly({ anonymous_share: 0.9, remote_org: null })!.evidence).toEqual({
    because: 'Anonymous requesters took most of the bytes.',
    anonymousShare: 0.9,
  });
});

it.each<[string, Partial<FeatureRow>]>([
  ['S3_Public_Access', { anonymous_share: 0.5, egress_class: 'internet', resource: 'photos' }],
  ['OverlyPermissive_SecurityGroup', { open_port_share: 0.6, security_group_id: 'sg-1' }],
  ['High_Data_Transfer_EC2', { open_port_share: 0.6 }],
  ['CloudFront_Egress_Spike', { egress_class: 'cloudfront', resource: 'E1' }],
  ['Nat_Service_Traffic', { egress_class: 'nat_processing', resource: 'nat-1', remote_service: 'S3' }],
  ['Cross_AZ_Transfer', { egress_class: 'cross_az' }],
  ['Inter_Region_Transfer', { egress_class: 'inter_region' }],
  ['Unknown_Destination', { new_destination_share: 0.7 }],
  ['High_Data_Transfer_EC2', { resource: 'eni-1', anonymous_share: 0.49, new_destination_share: 0.49 }],
  ['Unknown_Destination', { egress_class: 'nat_processing', resource: 'nat-1' }],
])('calls it %s by %j', (type, row) => {
  expect(classify(featureRow(row)).type).toBe(type);
});
