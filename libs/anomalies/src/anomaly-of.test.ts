import { anomalySchema } from '@egress/contracts';
import { anomalyOf } from './anomaly-of';
import type { FeatureRow } from './feature-row';
import { featureRow } from './testing/feature-rows';

const HOUR = '2026-11-21T07:00:00Z';
const anomaly = (row: Partial<FeatureRow> = {}, hour = HOUR) =>
  anomalyOf({ row: featureRow(row), hour, score: 3, threshold: 2 });

it('is what the workflow takes', () => {
  const found = anomaly({ vector: [2, 3, 0, 0.5, 0], sender: 'x'.repeat(300) });
  expect(anomalySchema.parse(found)).toMatchObject({ hour: HOUR, onset: HOUR, score: 3, threshold: 2 });
  expect(found.features[3]).toEqual({
    name: 'new_destination_share',
    value: 0.5,
    expected: 0,
    attribution: 0,
  });
});

it('keeps the id while the run lasts, and gives another entity or onset another one', () => {
  const onset = new Date('2026-11-21T05:00:00Z');
  const id = (row: Partial<FeatureRow>, hour = HOUR) => anomaly(row, hour).id;
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
  expect(anomaly({ bytes: 400, expected_bytes: 100, usd: 2 }).usdPerDay).toBe(36);
  expect(anomaly({ bytes: 100, expected_bytes: 400, usd: 2 }).usdPerDay).toBe(0);
  expect(anomaly({ bytes: 0, expected_bytes: 0, usd: 0 }).usdPerDay).toBe(0);
});

it.each([
  [0.41, 'low'],
  [0.42, 'medium'],
  [4.2, 'high'],
  [42, 'critical'],
])('at %s USD an hour it is %s', (usd, severity) => {
  expect(anomaly({ bytes: 100, expected_bytes: 0, usd }).severity).toBe(severity);
});

it('hands over the evidence that there is', () => {
  expect(anomaly({ anonymous_share: 0.9, remote_org: null }).evidence).toEqual({
    because: 'Anonymous requesters took most of the bytes.',
    anonymousShare: 0.9,
  });
});
