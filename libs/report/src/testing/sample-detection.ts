import type { DetectionDocument, FoundAnomaly } from '@egress/anomalies';
import { HOSTILE_TEXT, LONG_NAME } from './nasty-text';

const GB = 2 ** 30;
const START = Date.parse('2026-11-17T00:00:00Z');
const hourAt = (hour: number): string => new Date(START + hour * 3_600_000).toISOString().replace('.000', '');

/** Two anomalies: a bucket that the public reads, with two silent hours, and an instance with names that try to do harm. */
export function sampleDetection(): DetectionDocument {
  return {
    schemaVersion: '1.0',
    window: { start: hourAt(0), end: hourAt(96), hours: 96 },
    scoredRows: 4210,
    threshold: 1.9,
    minUsdPerDay: 1,
    anomalies: [
      anomaly('photos', {
        onset: 86,
        usdPerDay: 2210.4,
        anomalyType: 'S3_Public_Access',
        severity: 'critical',
      }),
      anomaly(`${LONG_NAME}${HOSTILE_TEXT}`, { onset: 93, usdPerDay: 14.2 }),
    ],
  };
}

function anomaly(
  resource: string,
  { onset, ...own }: { onset: number } & Partial<Omit<FoundAnomaly, 'onset'>>,
): FoundAnomaly {
  return {
    schemaVersion: 1,
    id: `2026112014-${onset}`,
    account: '111122223333',
    region: 'eu-west-1',
    resource,
    egressClass: 'internet',
    anomalyType: 'High_Data_Transfer_EC2',
    onset: hourAt(onset),
    hour: hourAt(95),
    observedBytes: 52 * GB,
    expectedBytes: 1.2 * GB,
    score: 4.21,
    threshold: 1.9,
    usdPerDay: 1,
    severity: 'low',
    features: [
      { name: 'deviation', value: 41.5, expected: 0, attribution: 0.62 },
      { name: 'excess_usd', value: 12.25, expected: 0, attribution: 0.38 },
    ],
    evidence: {
      because: `Everyone reads ${HOSTILE_TEXT}`,
      anonymousShare: 0.983,
      bandBytes: 3 * GB,
      servicePort: 443,
    },
    hours: 96 - onset,
    usdSoFar: 812.55,
    status: 'ongoing',
    series: [...Array(96).keys()]
      .filter((hour) => hour < 40 || hour > 41)
      .map((hour) => ({
        hour: hourAt(hour),
        bytes: (hour >= onset ? 50 : 1 + 0.4 * Math.sin(hour / 4)) * GB,
        expectedBytes: 1.2 * GB,
        bandBytes: 3 * GB,
        usd: hour >= onset ? 4.5 : 0.1,
      })),
    ...own,
  };
}
