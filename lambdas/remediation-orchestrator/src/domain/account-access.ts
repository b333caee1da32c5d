import type { NatRecordings } from './nat-recordings';
import type { GatewayEndpoints } from './vpc-routing';

/** The four switches of a bucket's public access block. */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface Bucket {
  /** null: the bucket has no configuration of its own, which is not the same as one that is off. */
  readonly publicAccessBlock: PublicAccessBlock | null;
  readonly tagKeys: readonly string[];
  readonly isWebsite: boolean;
}

/** What playbooks need of S3. Every call fails if the bucket belongs to another account. */
export interface Buckets {
  /** undefined: no such bucket. */
  find(bucket: string): Promise<Bucket | undefined>;
  putPublicAccessBlock(bucket: string, block: PublicAccessBlock): Promise<void>;
  deletePublicAccessBlock(bucket: string): Promise<void>;
}

export type Direction = 'ingress' | 'egress';

/** A rule of a security group that names a CIDR block. */
export interface CidrRule {
  readonly ruleId: string;
  readonly direction: Direction;
  /** tcp, udp, icmp, icmpv6, a protocol number, or -1 for all. */
  readonly protocol: string;
  /** -1 where the protocol has no ports. */
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidr: string;
  /** null is what AWS keeps if none was given. */
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface SecurityGroup {
  readonly tagKeys: readonly string[];
  /** Rules that name prefix lists or other groups are not among them: no playbook may touch those. */
  readonly cidrRules: readonly CidrRule[];
  /** Network interfaces that the group is attached to. */
  readonly interfaces: number;
}

/** What playbooks need of EC2. */
export interface SecurityGroups {
  /** undefined: no such group in this account and region. */
  find(groupId: string): Promise<SecurityGroup | undefined>;
  /** Ids of the groups of an instance or a network interface; none for anything else. */
  attachedTo(resource: string): Promise<readonly string[]>;
  /** All or nothing. */
  revoke(groupId: string, direction: Direction, ruleIds: readonly string[]): Promise<void>;
  /** Adds the rule with its description and tags; EC2 gives it a new id. false: one that opens the same is there already. */
  authorize(groupId: string, rule: CidrRule): Promise<boolean>;
}

/** The account that playbooks act on. */
export interface AccountAccess {
  readonly buckets: Buckets;
  readonly securityGroups: SecurityGroups;
  readonly gatewayEndpoints: GatewayEndpoints;
  readonly natRecordings: NatRecordings;
}
