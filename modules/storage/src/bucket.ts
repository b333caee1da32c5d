import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { bucketNameOf, EgressStack, exempt, reportProblems } from '@egress/module-foundation';
import { policyDocument, type ResourcePolicyStatement, type Role } from '@egress/module-security';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { type LifecycleRule, lifecycleRules } from './lifecycle-rules';

export interface BucketProps {
  /** Name between the environment's prefix and suffix, such as `raw-logs`. */
  readonly name: string;
  /** When objects move to cheaper storage or go. */
  readonly lifecycle: readonly LifecycleRule[];
  /** Days that replaced or deleted versions are kept. @default 30 */
  readonly keepOldVersionsDays?: number;
}

const EXEMPTIONS = {
  CKV2_AWS_62: 'nothing reacts to single objects; jobs run on schedules',
  CKV_AWS_144: 'what is kept is of use only in its region, and a copy in another costs 0.02 USD for each GB',
  CKV_AWS_145: 'with AES256, services deliver without a key and readers pay for no KMS requests',
};

const NO_LIFECYCLE = {
  CKV2_AWS_61: 'the configuration leaves lifecycles to rules of the organisation',
};

/**
 * A private S3 bucket: no public access, no ACLs, TLS only, versioned, encrypted with AES256 (SSE-S3), unfinished uploads
 * dropped after 7 days, and kept by `terraform destroy` as long as anything is in it. An environment may do without the
 * lifecycle and without that deletion protection.
 */
export class Bucket extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly domainName: string;
  private readonly statements: ResourcePolicyStatement[];

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const fullName = bucketNameOf(this, props.name);
    reportProblems(this, [
      {
        value: fullName,
        isValid: fullName.length <= 63,
        message: 'a bucket name must have at most 63 characters',
      },
    ]);
    const { deletionProtection, bucketLifecycleRules } = EgressStack.of(this).deployment;
    const bucket = new S3Bucket(this, 'Resource', {
      bucket: fullName,
      forceDestroy: deletionProtection ? undefined : true,
    });
    exempt(bucket, { ...EXEMPTIONS, ...(bucketLifecycleRules ? {} : NO_LIFECYCLE) });
    this.arn = bucket.arn;
    this.name = bucket.bucket;
    this.domainName = bucket.bucketRegionalDomainName;
    this.statements = [this.tlsOnly()];
    this.keepPrivate();
    this.protectData(props);
  }

  /** Lets the role list the bucket and read what is under the prefix. @param prefix default: everything */
  grantRead(role: Role, prefix = ''): void {
    role.allow(this, { actions: ['s3:GetObject'], resources: [`${this.arn}/${prefix}*`] });
    role.allow(this, {
      actions: ['s3:ListBucket'],
      resources: [this.arn],
      ...(prefix ? { conditions: { StringLike: { 's3:prefix': [`${prefix}*`] } } } : {}),
    });
    role.allow(this, { actions: ['s3:GetBucketLocation'], resources: [this.arn] });
  }

  /** Lets the role write objects under the prefixes, and give up an upload half-way. */
  grantWrite(role: Role, ...prefixes: readonly [string, ...string[]]): void {
    role.allow(this, {
      actions: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: prefixes.map((prefix) => `${this.arn}/${prefix}*`),
    });
    role.allow(this, {
      actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [this.arn],
    });
  }

  /** Lets the role delete objects under the prefixes; old versions stay for their days. */
  grantDelete(role: Role, ...prefixes: readonly [string, ...string[]]): void {
    const resources = prefixes.map((prefix) => `${this.arn}/${prefix}*`);
    role.allow(this, { actions: ['s3:DeleteObject'], resources });
  }

  /** Adds a statement to the bucket policy, for services that deliver to the bucket or read from it. */
  allow(statement: ResourcePolicyStatement): void {
    this.statements.push(statement);
  }

  private keepPrivate(): void {
    const bucket = this.name;
    const publicAccess = new S3BucketPublicAccessBlock(this, 'PublicAccess', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'Ownership', {
      bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements) }),
      // S3 refuses two configuration changes of one bucket at the same moment.
      dependsOn: [publicAccess],
    });
  }

  private protectData(props: BucketProps): void {
    const bucket = this.name;
    const versioning = new S3BucketVersioningA(this, 'Versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    if (!EgressStack.of(this).deployment.bucketLifecycleRules) return;
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket,
      rule: lifecycleRules(props.lifecycle, props.keepOldVersionsDays ?? 30),
      // A rule on old versions is refused as long as the bucket has no versions.
      dependsOn: [versioning],
    });
  }

  private tlsOnly(): ResourcePolicyStatement {
    return {
      sid: 'TlsOnly',
      effect: 'Deny',
      principal: '*',
      actions: ['s3:*'],
      resources: [this.arn, `${this.arn}/*`],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    };
  }
}
