import type { Anomaly, RootCause } from '@egress/contracts';
import type { Change, Observation } from './observation';
import { LOST_ENDPOINT, OPENED_BUCKET, OPENED_PORT, RELEASED, REROUTED } from './telling-events';

/** One sign of one cause. */
export interface CauseRule {
  readonly cause: RootCause;
  /** How sure the sign alone makes, 0 to 1; independent signs of a cause add up as in `rankCauses`. */
  readonly weight: number;
  /** The sign in English. */
  readonly because: string;
  readonly holds: (observation: Observation, anomaly: Anomaly) => boolean;
}

/** Fields of a bucket, and of what an account allows for all of its buckets. */
const BUCKET_EXPOSURE =
  /^(PublicAccessBlockConfiguration|BucketPolicy|AccessControlList|blockPublic(Acls|Policy)|ignorePublicAcls|restrictPublicBuckets)$/;

/** Signs by cause; the causes are those of the contracts. None of them trusts what a model says. */
export const CAUSE_RULES: readonly CauseRule[] = [
  {
    cause: 's3-public',
    weight: 0.6,
    because: 'Anonymous requesters took at least half of the bytes.',
    holds: (seen) => isEvidence(seen, 'anonymousShare', (share) => Number(share) >= 0.5),
  },
  {
    cause: 's3-public',
    weight: 0.6,
    because:
      'The bucket’s policy or ACL, or its or the account’s public access block, was written shortly before the onset.',
    holds: (seen) => isChange(seen, OPENED_BUCKET) && !seen.blocksPublicAccess,
  },
  {
    cause: 's3-public',
    weight: 0.5,
    because: 'The configuration that keeps the bucket private changed.',
    holds: (seen) =>
      seen.kind === 'reconfiguration' && BUCKET_EXPOSURE.test(seen.field) && seen.after !== 'true',
  },
  {
    cause: 'sg-open',
    weight: 0.5,
    because: 'At least half of the bytes were served from ports that a security group opens to everyone.',
    holds: (seen) => isEvidence(seen, 'openPortShare', (share) => Number(share) >= 0.5),
  },
  {
    cause: 'sg-open',
    weight: 0.7,
    because: 'A security group rule for 0.0.0.0/0 or ::/0 was written shortly before the onset.',
    holds: (seen) => seen.kind === 'change' && isOpening(seen),
  },
  {
    cause: 'sg-open',
    weight: 0.4,
    because: 'The security group’s rules changed and now name 0.0.0.0/0 or ::/0.',
    holds: (seen) => seen.kind === 'reconfiguration' && isOpening(seen),
  },
  {
    cause: 'nat-s3',
    weight: 0.85,
    because:
      'A NAT gateway processed bytes of S3 in its own region, which a gateway endpoint carries free of charge.',
    holds: (seen, anomaly) => isThroughNat(seen, anomaly, /^s3$/i) && isSameRegion(anomaly),
  },
  ...lostEndpoint('nat-s3', /^s3$/i),
  {
    cause: 'nat-s3-xr',
    weight: 0.85,
    because: 'A NAT gateway processed bytes of S3 in another region, where a gateway endpoint does not help.',
    holds: (seen, anomaly) => isThroughNat(seen, anomaly, /^s3$/i) && !isSameRegion(anomaly),
  },
  {
    cause: 'nat-ddb',
    weight: 0.85,
    because: 'A NAT gateway processed bytes of DynamoDB, which a gateway endpoint carries free of charge.',
    holds: (seen, anomaly) => isThroughNat(seen, anomaly, /^dynamodb$/i) && isSameRegion(anomaly),
  },
  ...lostEndpoint('nat-ddb', /^dynamodb$/i),
  {
    cause: 'nat-aws',
    weight: 0.7,
    because: 'A NAT gateway processed bytes of an AWS service that has interface endpoints.',
    holds: (seen, anomaly) => isThroughNat(seen, anomaly, /^(?!s3$|dynamodb$)/i),
  },
  {
    cause: 'xaz-nat',
    weight: 0.7,
    because: 'Bytes cross availability zones since a route or a NAT gateway was changed.',
    holds: (seen, { egressClass }) => egressClass === 'cross_az' && isChange(seen, REROUTED),
  },
  {
    cause: 'xaz-nat',
    weight: 0.4,
    because: 'A route table’s routes changed and now lead to a NAT gateway.',
    holds: (seen, { egressClass }) =>
      egressClass === 'cross_az' &&
      seen.kind === 'reconfiguration' &&
      seen.field === 'routes' &&
      /\bnat-/.test(seen.after),
  },
  {
    cause: 'xaz-chat',
    weight: 0.6,
    because: 'The bytes cross availability zones inside the VPC.',
    holds: (seen) => isType(seen, 'Cross_AZ_Transfer'),
  },
  {
    cause: 'xr-repl',
    weight: 0.5,
    because: 'The bytes leave for another AWS region.',
    holds: (seen) => isType(seen, 'Inter_Region_Transfer'),
  },
  {
    cause: 'xr-repl',
    weight: 0.7,
    because: 'Replication was configured shortly before the onset.',
    holds: (seen) => seen.kind === 'change' && /Replica/.test(seen.eventName),
  },
  {
    cause: 'xr-repl',
    weight: 0.3,
    because: 'The bill for transfer between regions rose.',
    holds: (seen) => seen.kind === 'cost' && /AWS-Out-Bytes$/.test(seen.usageType),
  },
  {
    cause: 'cf-miss',
    weight: 0.5,
    because: 'The CloudFront distribution was changed or its cache emptied shortly before the onset.',
    holds: (seen) => isChange(seen, RELEASED),
  },
  {
    cause: 'cf-miss',
    weight: 0.2,
    because: 'The bytes left through CloudFront.',
    holds: (seen) => isType(seen, 'CloudFront_Egress_Spike'),
  },
  {
    cause: 'exfil',
    weight: 0.5,
    because: 'At least half of the bytes went to networks that the resource never sent to before.',
    holds: (seen) => isEvidence(seen, 'newDestinationShare', (share) => Number(share) >= 0.5),
  },
  {
    cause: 'no-cf',
    weight: 0.3,
    because: 'An instance serves the internet directly.',
    holds: (seen, { egressClass }) => isType(seen, 'High_Data_Transfer_EC2') && egressClass === 'internet',
  },
];

/** Signs that the endpoint is gone which kept the service's bytes away from the NAT gateway. */
function lostEndpoint(cause: RootCause, service: RegExp): readonly CauseRule[] {
  const isOurs = (anomaly: Anomaly) =>
    anomaly.egressClass === 'nat_processing' &&
    service.test(String(anomaly.evidence['remoteService'])) &&
    isSameRegion(anomaly);
  return [
    {
      cause,
      weight: 0.5,
      because: 'A VPC endpoint or its routes were taken away shortly before the onset.',
      holds: (seen, anomaly) => isOurs(anomaly) && isChange(seen, LOST_ENDPOINT),
    },
    {
      cause,
      weight: 0.5,
      because: 'A route table lost its route to a VPC endpoint.',
      holds: (seen, anomaly) =>
        isOurs(anomaly) &&
        seen.kind === 'reconfiguration' &&
        seen.field === 'routes' &&
        /\bvpce-/.test(seen.before),
    },
  ];
}

function isType(seen: Observation, type: Anomaly['anomalyType']): boolean {
  return seen.kind === 'anomaly' && seen.anomaly.anomalyType === type;
}

function isEvidence(seen: Observation, name: string, fits: (value: string | number) => boolean): boolean {
  return seen.kind === 'evidence' && seen.name === name && fits(seen.value);
}

function isChange(seen: Observation, eventNames: readonly string[]): seen is Change {
  return seen.kind === 'change' && eventNames.includes(seen.eventName);
}

function isThroughNat(seen: Observation, { egressClass }: Anomaly, service: RegExp): boolean {
  return (
    egressClass === 'nat_processing' &&
    isEvidence(seen, 'remoteService', (name) => service.test(String(name)))
  );
}

/** A security group was opened to everyone. */
export function isOpening(seen: Observation): boolean {
  if (seen.kind === 'reconfiguration') {
    return seen.field === 'ipPermissions' && /0\.0\.0\.0\/0|::\/0/.test(seen.after);
  }
  return isChange(seen, OPENED_PORT) && seen.namesTheWorld;
}

/** AWS's address ranges always tell the region of S3 and DynamoDB; without it nothing is known to be elsewhere. */
export function isSameRegion({ region, evidence }: Anomaly): boolean {
  return (evidence['remoteRegion'] ?? region) === region;
}
