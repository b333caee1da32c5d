import { GlueSecurityConfiguration as GlueSecurityConfigurationResource } from '@cdktf/provider-aws/lib/glue-security-configuration';
import { nameOf } from '@egress/module-foundation';
import type { EncryptionKey } from '@egress/module-security';
import { Construct } from 'constructs';

export interface GlueSecurityConfigurationProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  readonly encryptionKey: EncryptionKey;
}

/**
 * How Glue jobs and crawlers encrypt: logs and bookmarks with the customer-managed key, tables as their bucket does
 * (SSE-S3), so that whoever reads tables needs no permission on the key.
 */
export class GlueSecurityConfiguration extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: GlueSecurityConfigurationProps) {
    super(scope, id);
    const kmsKeyArn = props.encryptionKey.arn;
    const configuration = new GlueSecurityConfigurationResource(this, 'Resource', {
      name: nameOf(this, props.name),
      encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: 'SSE-KMS', kmsKeyArn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'CSE-KMS', kmsKeyArn },
        s3Encryption: { s3EncryptionMode: 'SSE-S3' },
      },
    });
    this.name = configuration.name;
  }
}
