import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';

/** What happens to the objects under a prefix as they grow older; days count from their creation. */
export interface LifecycleRule {
  /** @default every object */
  readonly prefix?: string;
  /** Moves objects to S3 Standard-Infrequent Access; AWS allows 30 days at the earliest. @default never */
  readonly infrequentAccessAfterDays?: number;
  /** Moves objects to S3 Glacier Instant Retrieval. @default never */
  readonly glacierAfterDays?: number;
  /** Deletes objects. @default never */
  readonly expireAfterDays?: number;
}

const UNFINISHED_UPLOAD_DAYS = 7;

/** The bucket's rules, and one that clears what nobody sees: old versions and unfinished uploads. */
export function lifecycleRules(
  rules: readonly LifecycleRule[],
  keepOldVersionsDays: number,
): S3BucketLifecycleConfigurationRule[] {
  return [
    ...rules.map(lifecycleRule),
    {
      id: 'old-versions-and-unfinished-uploads',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      noncurrentVersionExpiration: [{ noncurrentDays: keepOldVersionsDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
    },
  ];
}

function lifecycleRule(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  const prefix = rule.prefix ?? '';
  const transitions = [
    { days: rule.infrequentAccessAfterDays, storageClass: 'STANDARD_IA' },
    { days: rule.glacierAfterDays, storageClass: 'GLACIER_IR' },
  ].filter(({ days }) => days !== undefined);
  return {
    id: prefix ? `age-of-${prefix.replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '')}` : 'age',
    status: 'Enabled',
    filter: [{ prefix }],
    ...(transitions.length > 0 ? { transition: transitions } : {}),
    ...(rule.expireAfterDays === undefined ? {} : { expiration: [{ days: rule.expireAfterDays }] }),
  };
}
