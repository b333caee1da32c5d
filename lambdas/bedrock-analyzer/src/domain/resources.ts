import type { Anomaly } from '@egress/contracts';

/** AWS Config's type of a resource, by the prefix of its id. */
const TYPES: Readonly<Record<string, string>> = {
  eni: 'AWS::EC2::NetworkInterface',
  i: 'AWS::EC2::Instance',
  nat: 'AWS::EC2::NatGateway',
  sg: 'AWS::EC2::SecurityGroup',
  vpc: 'AWS::EC2::VPC',
  vpce: 'AWS::EC2::VPCEndpoint',
};

const AWS_ID = /^([a-z]+)-[0-9a-f]{8,17}$/;
const DISTRIBUTION = /^E[0-9A-Z]{12,13}$/;

/** Each resource costs a call per source, and CloudTrail answers two a second. */
const MOST_RESOURCES = 3;

export interface Resource {
  readonly id: string;
  /** Of AWS Config; undefined: Config does not know such resources. */
  readonly type?: string;
}

/** The anomaly's resource and those that its evidence names, to be looked up. */
export function resourcesToAskAbout({ resource, evidence }: Anomaly): readonly Resource[] {
  const named = Object.entries(evidence)
    .filter(([name, value]) => /Id$/.test(name) && typeof value === 'string')
    .map(([, value]) => String(value));
  const ids = [...new Set([resource, ...named])].slice(0, MOST_RESOURCES);
  return ids.map((id) => ({ id, type: typeOf(id) }));
}

function typeOf(id: string): string | undefined {
  const prefix = AWS_ID.exec(id)?.[1];
  if (prefix !== undefined && prefix in TYPES) return TYPES[prefix];
  if (DISTRIBUTION.test(id)) return 'AWS::CloudFront::Distribution';
  return isBucketName(id) ? 'AWS::S3::Bucket' : undefined;
}

/** Whether it can only be a bucket's name: ids of other resources are none. */
export function isBucketName(id: string): boolean {
  return !AWS_ID.test(id) && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(id);
}
