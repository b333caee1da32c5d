import type { AnalysisDocument, CrossAzPair, EgressClass, Talker } from '@egress/contracts';
import { HOSTILE_TEXT, LONG_NAME } from './nasty-text';

const GB = 2 ** 30;

const SENDERS = [
  'web-frontend',
  'api-gateway',
  'search-indexer',
  'payments',
  'batch-etl',
  'ml-training',
  'kafka-broker',
];
const DESTINATIONS: readonly [Talker['destination'], EgressClass, number][] = [
  [{ service: 'S3', region: 'us-east-1', asn: null, org: null }, 'nat_processing', 0.045],
  [{ service: 'S3', region: 'eu-west-1', asn: null, org: null }, 'inter_region', 0.02],
  [{ service: null, region: null, asn: 64500, org: 'Example Transit Ltd' }, 'internet', 0.09],
  [{ service: null, region: 'us-east-1', asn: null, org: null }, 'cross_az', 0.02],
  [{ service: 'DYNAMODB', region: 'us-east-1', asn: null, org: null }, 'gateway_endpoint', 0],
  [{ service: 'CLOUDFRONT', region: null, asn: null, org: null }, 'cloudfront', 0.085],
  [{ service: null, region: null, asn: null, org: null }, 'unknown', 0],
];

/** More talkers than a table shows; the first are a huge, a hostile, a nameless and a tiny one. */
export function sampleTalkers(): Talker[] {
  const talkers = Array.from({ length: 64 }, (_, index): Talker => {
    const [destination, egressClass, usdPerGb] = pick(DESTINATIONS, index);
    const bytes = Math.round((2400 * GB) / (index + 1));
    return {
      interfaceId: `eni-0${id(index)}`,
      instanceId: index % 5 === 4 ? null : `i-0${id(index + 100)}`,
      name: index % 6 === 5 ? null : `${pick(SENDERS, index)}-${index}`,
      azId: index % 7 === 6 ? null : `use1-az${1 + (index % 3)}`,
      class: egressClass,
      destination,
      bytes,
      usd: (bytes / GB) * usdPerGb,
    };
  });
  const [huge, hostile, nameless, tiny] = talkers.splice(0, 4);
  if (!huge || !hostile || !nameless || !tiny) return talkers;
  return [
    { ...huge, name: LONG_NAME, bytes: Number.MAX_SAFE_INTEGER, usd: 377_487.36 },
    {
      ...hostile,
      name: HOSTILE_TEXT,
      destination: { ...hostile.destination, service: null, org: HOSTILE_TEXT },
    },
    { ...nameless, name: null, instanceId: null, interfaceId: null, azId: null },
    { ...tiny, bytes: 1, usd: 1.9e-11 },
    ...talkers,
  ];
}

export function sampleCrossAzPairs(): CrossAzPair[] {
  return Array.from({ length: 18 }, (_, index): CrossAzPair => {
    const bytes = Math.round((900 * GB) / (index + 1));
    return {
      region: 'us-east-1',
      vpcId: index === 3 ? null : 'vpc-0a1b2c3d4e5f60718',
      source: {
        interfaceId: `eni-0${id(index)}`,
        instanceId: `i-0${id(index + 100)}`,
        name: index === 1 ? LONG_NAME : `kafka-broker-${index}`,
        address: `10.0.1.${10 + index}`,
        azId: 'use1-az1',
      },
      destination: {
        interfaceId: null,
        instanceId: null,
        name: index === 2 ? HOSTILE_TEXT : null,
        address: index === 0 ? '2600:1f18:1234:5678:9abc:def0:1234:5678' : `10.0.2.${10 + index}`,
        azId: index === 4 ? null : 'use1-az2',
      },
      port: index % 2 === 0 ? 9092 : 5432,
      bytes,
      usd: (bytes / GB) * 0.02,
    };
  });
}

/** Paths with more sources than a diagram shows, and one that is source and destination by turns. */
export function samplePaths(): AnalysisDocument['paths'] {
  const names = [
    ...SENDERS,
    LONG_NAME,
    HOSTILE_TEXT,
    'bastion',
    'ci-runner',
    'grafana',
    'legacy-ftp',
    'vault',
  ];
  return names.flatMap((source, index) =>
    DESTINATIONS.filter((_, offset) => (offset + index) % 3 !== 2).map(
      ([destination, egressClass, usdPerGb]) => {
        const bytes = Math.round((700 * GB) / (1 + index * (egressClass === 'internet' ? 2 : 1)));
        const parts = [destination.service ?? destination.org, destination.region];
        const name = parts.filter((part) => part !== null).join(' ');
        return {
          source,
          class: egressClass,
          destination: egressClass === 'cross_az' ? 'kafka-broker' : name || 'not known',
          bytes,
          usd: (bytes / GB) * usdPerGb,
        };
      },
    ),
  );
}

const pick = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const id = (index: number): string => (0x9e3779b97f4a7c15n * BigInt(index + 1)).toString(16).slice(-16);
