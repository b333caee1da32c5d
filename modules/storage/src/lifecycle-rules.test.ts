import { type LifecycleRule, lifecycleRules } from './lifecycle-rules';

function firstRule(rule: LifecycleRule): unknown {
  return lifecycleRules([rule], 30)[0];
}

describe('lifecycleRules', () => {
  it('always clear old versions and unfinished uploads', () => {
    expect(lifecycleRules([], 90)).toEqual([
      {
        id: 'old-versions-and-unfinished-uploads',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      },
    ]);
  });

  it('move objects to cheaper storage, then delete them', () => {
    expect(firstRule({ infrequentAccessAfterDays: 30, glacierAfterDays: 90, expireAfterDays: 400 })).toEqual({
      id: 'age',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      transition: [
        { days: 30, storageClass: 'STANDARD_IA' },
        { days: 90, storageClass: 'GLACIER_IR' },
      ],
      expiration: [{ days: 400 }],
    });
  });

  it('leave out what is not asked for', () => {
    expect(firstRule({ expireAfterDays: 30 })).not.toHaveProperty('transition');
    expect(firstRule({ glacierAfterDays: 90 })).toMatchObject({
      transition: [{ days: 90, storageClass: 'GLACIER_IR' }],
    });
    expect(firstRule({ glacierAfterDays: 90 })).not.toHaveProperty('expiration');
  });

  it('are called after their prefix', () => {
    expect(firstRule({ prefix: 'athena-results/', expireAfterDays: 30 })).toMatchObject({
      id: 'age-of-athena-results',
      filter: [{ prefix: 'athena-results/' }],
    });
  });
});
