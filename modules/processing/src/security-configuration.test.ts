import { reference, resource } from '@egress/module-foundation/testing';
import { parts } from './testing/parts';

it('encrypts logs and bookmarks with the key, and tables as their bucket does', () => {
  const { stack, encryptionKey } = parts();
  const kms_key_arn = reference(stack, encryptionKey.arn);
  expect(resource(stack, 'aws_glue_security_configuration')).toMatchObject({
    name: 'egress-test-glue',
    encryption_configuration: {
      cloudwatch_encryption: { cloudwatch_encryption_mode: 'SSE-KMS', kms_key_arn },
      job_bookmarks_encryption: { job_bookmarks_encryption_mode: 'CSE-KMS', kms_key_arn },
      s3_encryption: { s3_encryption_mode: 'SSE-S3' },
    },
  });
});
