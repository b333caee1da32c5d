import type { Anomaly } from '@egress/contracts';

/** AWS Config's type of a resource, by the prefix of its id. */
const TYPES: Readonly<Record<string, string>> = {
  eni: 'AWS::EC2::NetworkInterface',
  i: 'AWS::EC2::Instance',
  nat: 'AWS::EC2::NatGateway',
  rtb: 'AWS::EC2::RouteTable',
  sg: 'AWS::EC2::SecurityGroup',
  vpc: 'AWS::EC2::VPC',
  vpce: 'AWS::EC2::VPCEndpoint',
};

const AWS_ID = /^([a-z]+)-[0-9a-f]{8,17}$/;
const NETWORK_IDS = /\b(?:eni|i|igw|nat|rtb|rtbassoc|sg|subnet|vpc|vpce)-[0-9a-f]{8,17}\b/g;
const DISTRIBUTION = /^E[0-9A-Z]{12,13}$/;
const IPV4 = /^\d+(\.\d+){3}$/;

/** Each resource costs a call per source, and CloudTrail answers two a second. */
const MOST_RESOURCES = 3;

export interface Resource {
  readonly id: string;
  /** Of AWS Config; undefined: Config does not know such resources. */
  readonly type?: string;
}

/** The anomaly's resource and those that its evidence names, such as the sender behind a NAT gateway. */
export function resourcesToAskAbout({ resource, evidence }: Anomaly): readonly Resource[] {
  const named = Object.entries(evidence).flatMap(([name, value]) => evidentResource(name, value) ?? []);
  return [...new Set([resource, ...named])].slice(0, MOST_RESOURCES).map(resourceOf);
}

export function resourceOf(id: string): Resource {
  return { id, type: typeOf(id) };
}

/** Where Config keeps what all buckets of the account allow. */
export function accountPublicAccessBlock(account: string): Resource {
  return { id: account, type: 'AWS::S3::AccountPublicAccessBlock' };
}

/** The id that an entry of the evidence holds; undefined if it holds something else, such as an address. */
export function evidentResource(name: string, value: string | number): string | undefined {
  if (typeof value !== 'string') return undefined;
  return /Id$/.test(name) || (name === 'sender' && AWS_ID.test(value)) ? value : undefined;
}

function typeOf(id: string): string | undefined {
  const prefix = kindOf(id);
  if (prefix !== undefined && prefix in TYPES) return TYPES[prefix];
  if (DISTRIBUTION.test(id)) return 'AWS::CloudFront::Distribution';
  return isBucketName(id) ? 'AWS::S3::Bucket' : undefined;
}

/** The prefix of an AWS id, such as `sg`. */
export function kindOf(id: string): string | undefined {
  return AWS_ID.exec(id)?.[1];
}

/** Ids of what a VPC is made of, such as `sg-0123456789abcdef0`, wherever they stand in a text. */
export function idsIn(text: string): readonly string[] {
  return text.match(NETWORK_IDS) ?? [];
}

/** Whether it can only be a bucket's name: ids of other resources and addresses are none. */
export function isBucketName(id: string): boolean {
  return !AWS_ID.test(id) && !IPV4.test(id) && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(id);
}
