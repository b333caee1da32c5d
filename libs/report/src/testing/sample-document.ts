import { EGRESS_CLASSES, type AnalysisDocument, type EgressClass } from '@egress/contracts';
import { sampleFindings } from './sample-findings';
import { sampleCrossAzPairs, samplePaths, sampleTalkers } from './sample-flows';
import { HOSTILE_TEXT, LONG_NAME } from './nasty-text';

const HOURS = 168;
const START = Date.parse('2026-11-14T00:00:00Z');
const GB = 2 ** 30;

/** GB per hour and USD per GB of each class. */
const CLASSES: Readonly<Record<EgressClass, readonly [number, number]>> = {
  internet: [48.2, 0.0874],
  nat_processing: [71.5, 0.045],
  cross_az: [112.4, 0.02],
  inter_region: [39.8, 0.02],
  vpc_peering: [9.1, 0.02],
  transit_gateway: [14.6, 0.02],
  privatelink: [6.3, 0.01],
  gateway_endpoint: [212, 0],
  cloudfront: [24.9, 0.085],
  same_region_service: [18.8, 0],
  vpn_dx: [2.2, 0.02],
  same_az: [310.5, 0],
  unknown: [0, 0],
};

/**
 * A document of a week with a daily rhythm and one bad night, in which every field, class and cause occurs, names are
 * too long or hostile, and numbers are zero, tiny or huge.
 */
export function sampleDocument(): AnalysisDocument {
  const trend = sampleTrend();
  const findings = sampleFindings();
  const classes = EGRESS_CLASSES.map((egressClass, index) => {
    const points = trend.filter((point) => point.class === egressClass);
    const usd = points.reduce((sum, point) => sum + point.usd, 0);
    return {
      class: egressClass,
      bytes: points.reduce((sum, point) => sum + point.bytes, 0),
      usd,
      usdPerGb: CLASSES[egressClass][1],
      rateSource: (['bill', 'list', 'mixed'] as const)[index % 3] ?? 'list',
      usdPerMonth: (usd * 730) / HOURS,
    };
  });
  const saving = (bound: 'low' | 'expected' | 'high'): number =>
    findings.reduce((sum, finding) => sum + finding.savingUsdPerMonth[bound], 0);
  return {
    schemaVersion: '1.0',
    window: {
      start: new Date(START).toISOString(),
      end: new Date(START + HOURS * 3_600_000).toISOString(),
      hours: HOURS,
      coveredHours: HOURS,
    },
    reconciledWindow: {
      start: new Date(START).toISOString(),
      end: new Date(START + (HOURS - 30) * 3_600_000).toISOString(),
      hours: HOURS - 30,
      coveredHours: HOURS - 30,
    },
    inputs: [
      input(
        'logs/AWSLogs/111122223333/vpcflowlogs/us-east-1/2026/11/14',
        'vpc-flow-logs',
        'text.gz v5',
        18_231_554,
        37,
      ),
      input('logs/tgw/2026/11/14/tgw.log.parquet', 'tgw-flow-logs', 'parquet v6', 402_113, 0),
      input(
        'logs/cloudfront/E2EXAMPLE1234.2026-11-14-00.ab12cd34.gz',
        'cloudfront-logs',
        'w3c v1',
        911_202,
        2,
      ),
      input(`bills/${LONG_NAME}/${HOSTILE_TEXT}.csv.gz`, 'bill', 'CUR 2.0', 88_120, 0),
      input('inventory', 'inventory', 'json', 0, 0),
    ],
    classes,
    talkers: sampleTalkers(),
    crossAzPairs: sampleCrossAzPairs(),
    findings,
    savingUsdPerMonth: { low: saving('low'), expected: saving('expected'), high: saving('high') },
    reconciliation: classes.slice(0, 9).map(({ class: egressClass, bytes, usd }, index) => {
      const billUsd = index % 4 === 3 ? null : usd * (0.97 + 0.02 * index);
      return {
        region: index % 2 === 0 ? 'us-east-1' : 'eu-west-1',
        class: egressClass,
        flowBytes: bytes,
        billBytes: billUsd === null ? null : bytes * 1.013,
        flowUsd: usd,
        billUsd,
        unexplainedUsd: billUsd === null ? null : billUsd - usd,
      };
    }),
    trend,
    paths: samplePaths(),
    quality: {
      records: 19_633_026,
      accepted: 18_914_220,
      rejected: 411_090,
      noData: 96_000,
      skipData: 12,
      duplicates: 211_665,
      malformed: 39,
      samples: [
        {
          file: 'logs/AWSLogs/111122223333/a.log.gz',
          line: 1204,
          reason: `bytes: not a number: "${HOSTILE_TEXT}"`,
        },
        {
          file: `logs/${LONG_NAME}.log.gz`,
          line: null,
          reason: 'gzip ends early: 18,112 rows could be read',
        },
      ],
      notes: [
        'No inventory for account 444455556666: what its NAT gateways and endpoints are could not be told.',
        `Twelve SKIPDATA records hide traffic of ${LONG_NAME}.`,
        HOSTILE_TEXT,
      ],
    },
  };
}

function sampleTrend(): AnalysisDocument['trend'] {
  return EGRESS_CLASSES.flatMap((egressClass, index) =>
    Array.from({ length: HOURS }, (_, hour) => {
      const [gbPerHour, usdPerGb] = CLASSES[egressClass];
      const rhythm = 1 + 0.45 * Math.sin(((hour - 9 + index) * Math.PI) / 12);
      const badNight = egressClass === 'nat_processing' && hour >= 98 && hour < 104 ? 5 : 1;
      const bytes = Math.round(gbPerHour * rhythm * badNight * GB);
      return {
        hour: new Date(START + hour * 3_600_000).toISOString(),
        class: egressClass,
        bytes,
        usd: (bytes / GB) * usdPerGb,
      };
    }),
  );
}

const input = (
  path: string,
  kind: string,
  format: string,
  records: number,
  malformed: number,
): AnalysisDocument['inputs'][number] => ({ path, kind, format, records, malformed });
