import type { Configuration } from './configuration';

/** What every stack of an environment shares. */
export type Deployment = Pick<
  Configuration,
  | 'environment'
  | 'account'
  | 'region'
  | 'bucketSuffix'
  | 'deletionProtection'
  | 'bucketLifecycleRules'
  | 'tags'
  | 'state'
>;

/** The part of a configuration that every stack needs; stacks get nothing else of it but their own section. */
export function deploymentOf(configuration: Configuration): Deployment {
  const { environment, account, region, bucketSuffix, tags, state } = configuration;
  const { deletionProtection, bucketLifecycleRules } = configuration;
  return {
    environment,
    account,
    region,
    bucketSuffix,
    deletionProtection,
    bucketLifecycleRules,
    tags,
    state,
  };
}
