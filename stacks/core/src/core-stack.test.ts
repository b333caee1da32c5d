import {
  problems,
  reference,
  resources,
  statements,
  testDeployment,
} from '@egress/module-foundation/testing';
import { Testing } from 'cdktf';
import { CoreStack } from './core-stack';

const stack = new CoreStack(Testing.app(), 'core', { deployment: testDeployment() });

it('has no problems', () => {
  expect(problems(stack)).toEqual([]);
});

describe('the buckets of core', () => {
  it('are four', () => {
    const names = Object.values(resources(stack, 'aws_s3_bucket')).map(({ bucket }) => bucket);
    expect(names).toEqual([
      'egress-test-raw-logs-acme',
      'egress-test-processed-data-acme',
      'egress-test-model-artifacts-acme',
      'egress-test-lambda-code-acme',
    ]);
  });

  const OLD_VERSIONS = 'noncurrent_version_expiration';
  it.each([
    [
      'RawLogs',
      [
        {
          filter: [{ prefix: '' }],
          transition: [
            { days: 30, storage_class: 'STANDARD_IA' },
            { days: 90, storage_class: 'GLACIER_IR' },
          ],
          expiration: [{ days: 400 }],
        },
        { [OLD_VERSIONS]: [{ noncurrent_days: 30 }] },
      ],
    ],
    [
      'ProcessedData',
      [
        { filter: [{ prefix: 'athena-results/' }], expiration: [{ days: 30 }] },
        { filter: [{ prefix: 'quarantine/' }], expiration: [{ days: 90 }] },
        { filter: [{ prefix: 'staging/' }], expiration: [{ days: 7 }] },
        { [OLD_VERSIONS]: [{ noncurrent_days: 30 }] },
      ],
    ],
    [
      'ModelArtifacts',
      [
        {
          filter: [{ prefix: 'training-output/' }],
          transition: [{ days: 90, storage_class: 'STANDARD_IA' }],
          expiration: [{ days: 365 }],
        },
        { [OLD_VERSIONS]: [{ noncurrent_days: 90 }] },
      ],
    ],
    ['LambdaCode', [{ [OLD_VERSIONS]: [{ noncurrent_days: 90 }] }]],
  ])('keep what is in %s for as long as it is of use', (id, rules) => {
    const lifecycle = resources(stack, 'aws_s3_bucket_lifecycle_configuration')[`${id}/Lifecycle`];
    expect(lifecycle?.rule).toMatchObject(rules);
  });
});

describe('the raw bucket', () => {
  const policy = statements(resources(stack, 'aws_s3_bucket_policy')['RawLogs/Policy']);
  const arn = reference(stack, stack.rawLogs.arn);

  it.each([
    [
      'DeliverVendedLogs',
      'delivery.logs.amazonaws.com',
      ['s3:PutObject'],
      ['/flow-logs/*', '/nat-recordings/*', '/cloudfront/*'],
    ],
    ['CheckVendedLogDelivery', 'delivery.logs.amazonaws.com', ['s3:GetBucketAcl', 's3:ListBucket'], ['']],
    ['DeliverAccessLogs', 'logging.s3.amazonaws.com', ['s3:PutObject'], ['/s3-access-logs/*']],
    [
      'DeliverBills',
      ['bcm-data-exports.amazonaws.com', 'billingreports.amazonaws.com'],
      ['s3:PutObject', 's3:GetBucketPolicy'],
      ['', '/bills/*'],
    ],
  ])('%s: only for this account and under its prefix', (sid, service, actions, paths) => {
    expect(policy.find(({ Sid }) => Sid === sid)).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: actions,
      Resource: paths.map((path) => `${arn}${path}`),
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  it('takes deliveries from nobody else', () => {
    const allowed = policy.filter(({ Effect }) => Effect === 'Allow').map(({ Sid }) => Sid);
    expect(allowed).toEqual([
      'DeliverVendedLogs',
      'CheckVendedLogDelivery',
      'DeliverAccessLogs',
      'DeliverBills',
    ]);
  });

  it.each(['ProcessedData', 'ModelArtifacts', 'LambdaCode'])('is the only one: %s takes none', (id) => {
    const { [`${id}/Policy`]: block } = resources(stack, 'aws_s3_bucket_policy');
    expect(statements(block).map(({ Sid }) => Sid)).toEqual(['TlsOnly']);
  });
});

describe('the log groups of core', () => {
  it('have the names under which the services look for them', () => {
    const names = Object.values(resources(stack, 'aws_cloudwatch_log_group')).map(({ name }) => name);
    expect(names).toEqual([
      '/aws/kinesisfirehose/egress-test-flow-logs',
      '/aws/sagemaker/Endpoints/egress-test-anomaly-detector',
      '/aws-glue/jobs/egress-test-jobs',
      '/aws/lambda/egress-test-functions',
    ]);
  });
});

describe('the encryption key of core', () => {
  const { 'EncryptionKey/Resource': key } = resources(stack, 'aws_kms_key');
  const users = statements(key).slice(1);

  it('is used by CloudWatch Logs for the log groups of this account', () => {
    expect(users[0]).toMatchObject({
      Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:*',
        },
      },
    });
  });

  it('is used by whoever publishes to the alert topic, for this account alone', () => {
    const byService = Object.fromEntries(
      users
        .slice(1)
        .map(({ Principal, Condition }) => [(Principal as { Service: string }).Service, Condition]),
    );
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };
    expect(byService).toEqual({
      'cloudwatch.amazonaws.com': ofThisAccount,
      'budgets.amazonaws.com': ofThisAccount,
      'costalerts.amazonaws.com': ofThisAccount,
      'events.amazonaws.com': {
        ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': 'arn:aws:sns:eu-west-1:111122223333:*' },
      },
    });
  });
});
