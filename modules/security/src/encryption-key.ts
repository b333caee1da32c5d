import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { EgressStack, exempt, nameOf } from '@egress/module-foundation';
import { Lazy } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { policyDocument, reasonsForAnyResource, type ResourcePolicyStatement } from './policy-document';
import { anyResource } from './policy-statement';
import type { Role } from './role';

export interface EncryptionKeyProps {
  /** Name after the environment's prefix; becomes the alias. */
  readonly name: string;
  readonly description: string;
}

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/**
 * A customer-managed KMS key, 1 USD a month: rotated yearly, deleted only after 30 days, usable by nobody but through
 * grants and the account's own IAM policies.
 */
export class EncryptionKey extends Construct {
  readonly arn: string;
  private readonly statements: ResourcePolicyStatement[];

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    this.statements = [this.accountStatement()];
    const key = new KmsKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements) }),
    });
    key.addOverride(
      '//.anyResource',
      Lazy.anyValue({ produce: () => reasonsForAnyResource(this.statements) }),
    );
    exempt(key, { 'named-actions': 'whom the key policy does not let do everything cannot manage the key' });
    new KmsAlias(this, 'Alias', { name: `alias/${nameOf(this, props.name)}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }

  grantEncryptDecrypt(role: Role, about: IConstruct = this): void {
    role.allow(about, { actions: USE, resources: [this.arn] });
  }

  /** Lets the role hand the key on to AWS services, for what they make in its name, such as volumes. */
  grantToServices(role: Role, about: IConstruct = this): void {
    role.allow(about, {
      actions: ['kms:CreateGrant'],
      resources: [this.arn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  }

  /**
   * Lets an AWS service use the key for this account's things, such as `logs.us-east-1.amazonaws.com` for log groups.
   * `conditions` narrow it down; default: on behalf of this account (`aws:SourceAccount`).
   */
  allowService(service: string, conditions?: ResourcePolicyStatement['conditions']): void {
    const { account } = EgressStack.of(this).deployment;
    this.statements.push({
      sid: `Use${service.replaceAll(/[^a-z0-9]/g, '')}`,
      principal: { Service: service },
      actions: USE,
      resources: anyResource('in a key policy * is the key itself'),
      conditions: conditions ?? { StringEquals: { 'aws:SourceAccount': account } },
    });
  }

  /** Without it nobody could manage the key any more; see "Default key policy" in the AWS KMS guide. */
  private accountStatement(): ResourcePolicyStatement {
    return {
      sid: 'AdministerByTheAccount',
      principal: { AWS: `arn:aws:iam::${EgressStack.of(this).deployment.account}:root` },
      actions: ['kms:*'],
      resources: anyResource('in a key policy * is the key itself'),
    };
  }
}
