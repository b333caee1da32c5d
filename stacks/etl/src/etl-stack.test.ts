import { FEATURE_COLUMNS, FEATURE_NAMES } from '@egress/anomalies';
import { parseConfiguration } from '@egress/configuration';
import {
  nextStack,
  reference,
  resource,
  resources,
  statements,
  testDeployment,
} from '@egress/module-foundation/testing';
import { LogGroup } from '@egress/module-observability';
import { glueBundlesContext } from '@egress/module-processing/testing';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import { Testing } from 'cdktf';
import { EtlStack } from './etl-stack';

function etl(settings: object = {}, bundles = glueBundlesContext()) {
  const app = Testing.app({ context: bundles });
  const core = nextStack(app, 'core');
  const encryptionKey = new EncryptionKey(core, 'Key', { name: 'data', description: 'Logs' });
  const bucket = (name: string) => new Bucket(core, name, { name, lifecycle: [] });
  const props = {
    deployment: testDeployment(),
    settings: parseConfiguration({ ...REQUIRED, etl: settings }, 'test').etl,
    encryptionKey,
    rawLogs: bucket('raw-logs'),
    processedData: bucket('processed-data'),
    scripts: bucket('model-artifacts'),
    glueRole: new Role(core, 'Glue', {
      name: 'glue',
      description: 'Runs jobs',
      assumedBy: { service: 'glue.amazonaws.com' },
    }),
    logGroup: new LogGroup(core, 'Logs', { name: '/aws-glue/jobs/egress-test-jobs', encryptionKey }),
  };
  const stack = new EtlStack(app, 'etl', props);
  const folder = (of: Bucket, prefix: string) => `s3://${reference(stack, of.name)}/${prefix}`;
  return { stack, props, folder };
}

const REQUIRED = {
  environment: 'test',
  account: '111122223333',
  region: 'eu-west-1',
  bucketSuffix: 'acme',
  deletionProtection: true,
  bucketLifecycleRules: true,
  notificationEmail: 'finops@example.com',
  vpcIds: [],
};

describe('the catalog', () => {
  it('has a database for what comes in and one for what is made of it', () => {
    const databases = Object.values(resources(etl().stack, 'aws_glue_catalog_database'));
    expect(databases.map(({ name }) => name)).toEqual(['egress_test_raw_logs', 'egress_test_processed_data']);
  });

  it.each([
    [
      'vpc_flow_logs',
      'raw',
      'flow-logs/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=$${year}/month=$${month}/day=$${day}/hour=$${hour}/',
    ],
    ['cur2', 'raw', 'bills/egress-test-cur2/data/BILLING_PERIOD=$${billing_period}/'],
    ['egress_hourly', 'processed', 'egress_hourly/date=$${date}/'],
    ['egress_cost_daily', 'processed', 'egress_cost_daily/date=$${date}/'],
    ['egress_features_hourly', 'processed', 'egress_features_hourly/date=$${date}/hour=$${hour}/'],
    ['quarantined_records', 'processed', 'quarantine/quarantined_records/date=$${date}/'],
    [
      'quarantined_bill_lines',
      'processed',
      'quarantine/quarantined_bill_lines/billing_period=$${billing_period}/',
    ],
  ])('declares %s over its folders in S3', (table, bucket, path) => {
    const { stack, props, folder } = etl();
    expect(resources(stack, 'aws_glue_catalog_table')[`${table}/Resource`]).toMatchObject({
      parameters: {
        'projection.enabled': 'true',
        'storage.location.template': folder(bucket === 'raw' ? props.rawLogs : props.processedData, path),
      },
    });
  });

  it.each([
    ['vpc_flow_logs', { srcport: 'int', bytes: 'bigint', end: 'bigint', pkt_dst_aws_service: 'string' }],
    [
      'cur2',
      {
        line_item_usage_start_date: 'timestamp',
        line_item_unblended_cost: 'double',
        product: 'map<string,string>',
      },
    ],
    ['egress_hourly', { hour: 'timestamp', remote_asn: 'bigint', usd: 'double', egress_class: 'string' }],
    ['egress_cost_daily', { day: 'date', gb: 'double' }],
    ['egress_features_hourly', { vector: 'array<double>', onset: 'timestamp' }],
    ['quarantined_records', { file: 'string', reason: 'string', line: 'string' }],
    ['quarantined_bill_lines', { file: 'string', reason: 'string', line: 'string' }],
  ])('knows the types of %s', (table, types) => {
    const block = resources(etl().stack, 'aws_glue_catalog_table')[`${table}/Resource`];
    const { columns } = block?.['storage_descriptor'] as { columns: { name: string; type: string }[] };
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject(types);
  });

  it('declares what detection reads of an entity in an hour', () => {
    const block = resources(etl().stack, 'aws_glue_catalog_table')['egress_features_hourly/Resource'];
    const { columns } = block?.['storage_descriptor'] as { columns: { name: string; comment?: string }[] };
    expect(columns.map(({ name }) => name).sort()).toEqual([...FEATURE_COLUMNS].sort());
    expect(columns.find(({ name }) => name === 'vector')?.comment).toBe(FEATURE_NAMES.join(', '));
  });

  it('has the two daily crawlers when they are asked for, and else none', () => {
    expect(resources(etl().stack, 'aws_glue_crawler')).toEqual({});
    const { stack, props, folder } = etl({ crawlers: true });
    const crawlers = Object.values(resources(stack, 'aws_glue_crawler'));
    expect(crawlers.map(({ name, s3_target }) => [name, s3_target])).toEqual([
      ['egress-test-vpc-flow-logs-crawler', [{ path: folder(props.rawLogs, 'flow-logs/') }]],
      ['egress-test-cur-crawler', [{ path: folder(props.rawLogs, 'bills/') }]],
    ]);
    for (const { schedule } of crawlers) expect(schedule).toBe('cron(10 3 * * ? *)');
  });
});

describe('the jobs', () => {
  it('are all there for the alarms of others', () => {
    const { stack } = etl();
    expect(stack.jobs.map(({ name }) => reference(stack, name))).toEqual([
      expect.stringContaining('FlowLogAggregator'),
      expect.stringContaining('CurParser'),
      expect.stringContaining('FeatureBuilder'),
    ]);
  });

  it.each([
    ['FlowLogAggregator', { '--flow-logs': 'flow-logs/' }],
    ['CurParser', { '--bills': 'bills/' }],
  ])('%s reads the raw bucket and writes the processed one', (job, input) => {
    const { stack, props, folder } = etl();
    const [[argument, prefix] = ['', '']] = Object.entries(input);
    expect(resources(stack, 'aws_glue_job')[`${job}/Resource`]).toMatchObject({
      default_arguments: {
        [argument]: folder(props.rawLogs, prefix),
        '--output': folder(props.processedData, ''),
        '--reference': folder(props.processedData, 'reference/'),
        '--staging': folder(props.processedData, 'staging/'),
        '--additional-python-modules': expect.stringMatching(/^s3:\/\/.*EgressEtlPackage/),
        '--python-modules-installer-option': '--no-index',
      },
    });
  });

  it('make the features where detection and training look for them', () => {
    const { stack, props, folder } = etl();
    expect(resources(stack, 'aws_glue_job')['FeatureBuilder/Resource']).toMatchObject({
      default_arguments: {
        '--output': folder(props.processedData, ''),
        '--vectors': folder(props.processedData, 'training-vectors/'),
        '--staging': folder(props.processedData, 'staging/'),
      },
    });
  });

  it('know the fields of records that come without a header', () => {
    expect(resources(etl().stack, 'aws_glue_job')['FlowLogAggregator/Resource']).toMatchObject({
      default_arguments: {
        '--log-format': expect.stringMatching(/^version account-id interface-id srcaddr /),
      },
    });
  });

  it('are as large as the settings say', () => {
    const { stack } = etl({
      jobWorkers: 8,
      jobWorkerType: 'G.2X',
      jobTimeoutMinutes: 240,
      flexibleJobs: true,
    });
    for (const job of Object.values(resources(stack, 'aws_glue_job'))) {
      expect(job).toMatchObject({
        number_of_workers: 8,
        worker_type: 'G.2X',
        timeout: 240,
        execution_class: 'FLEX',
      });
    }
  });

  it('get their files where the Glue role may read them, and change with them alone', () => {
    const keys = (bundles: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(resources(etl({}, bundles).stack, 'aws_s3_object')).map(([path, { key }]) => [
          path,
          String(key),
        ]),
      );
    const [before, after] = [keys(glueBundlesContext('one')), keys(glueBundlesContext('two'))];
    expect(before['EgressEtlPackage/Resource']).toMatch(
      /^glue-scripts\/[0-9a-f]{16}\/egress_etl-[\d.]+-py3-none-any\.whl$/,
    );
    expect(before['FlowLogAggregatorScript/Resource']).toMatch(/^glue-scripts\/flow_log_aggregator-/);
    expect(before['Reference-ref_asn/Resource']).toMatch(/^reference\/ref_asn\/ref_asn-/);
    const changed = Object.keys(before).filter((path) => before[path] !== after[path]);
    expect(changed).toEqual([
      'Reference-list_rates/Resource',
      'Reference-ref_ip_ranges/Resource',
      'Reference-ref_asn/Resource',
      'EgressEtlPackage/Resource',
    ]);
  });

  it('start hourly, daily, and after new hours', () => {
    const { stack } = etl({ billSchedule: 'cron(0 12 * * ? *)' });
    const triggers = resources(stack, 'aws_glue_trigger');
    expect(triggers['FlowLogSchedule/Resource']).toMatchObject({ schedule: 'cron(20 * * * ? *)' });
    expect(triggers['BillSchedule/Resource']).toMatchObject({ schedule: 'cron(0 12 * * ? *)' });
    const [flowLogAggregator, , featureBuilder] = stack.jobs.map(({ name }) => reference(stack, name));
    expect(triggers['NewHours/Resource']).toMatchObject({
      type: 'CONDITIONAL',
      predicate: { conditions: [{ job_name: flowLogAggregator, state: 'SUCCEEDED' }] },
      actions: [{ job_name: featureBuilder }],
    });
  });

  it('are each started by one trigger: Glue follows a chain of jobs only where one schedule begins it', () => {
    const { stack } = etl();
    const started = Object.values(resources(stack, 'aws_glue_trigger')).flatMap(
      ({ actions }) => actions as { job_name: string }[],
    );
    const names = stack.jobs.map(({ name }) => reference(stack, name));
    expect(started.map(({ job_name: name }) => name).sort()).toEqual([...names].sort());
  });
});

describe('queries', () => {
  it('are limited, and leave their results under athena-results', () => {
    const { stack, props, folder } = etl({ athenaScanLimitGiB: 7 });
    expect(resource(stack, 'aws_athena_workgroup')).toMatchObject({
      name: 'egress-test-analysis',
      configuration: {
        bytes_scanned_cutoff_per_query: 7 * 2 ** 30,
        result_configuration: { output_location: folder(props.processedData, 'athena-results/') },
      },
    });
  });

  it('stand ready in the workgroup', () => {
    const { stack } = etl();
    const queries = Object.values(resources(stack, 'aws_athena_named_query'));
    expect(queries.map(({ name }) => name)).toEqual([
      'egress-test-cost-by-class',
      'egress-test-cross-az-pairs',
      'egress-test-nat-to-s3',
      'egress-test-reconciliation',
      'egress-test-top-talkers',
    ]);
    for (const { workgroup } of queries) expect(workgroup).toBe(reference(stack, stack.workgroup.name));
  });
});

it('gives the Glue role what its things need, and any resource only for metrics of Glue', () => {
  const given = statements(resource(etl().stack, 'aws_iam_role_policy'));
  const anywhere = given.filter(({ Resource }) => Resource === '*');
  expect(anywhere.map(({ Action, Condition }) => [Action, Condition])).toEqual([
    [['cloudwatch:PutMetricData'], { StringEquals: { 'cloudwatch:namespace': 'Glue' } }],
  ]);
});
