import { parseConfiguration } from '@egress/configuration';
import {
  problems,
  reference,
  resource,
  resources,
  testDeployment,
  testStack,
} from '@egress/module-foundation/testing';
import { LogGroup } from '@egress/module-observability';
import { EncryptionKey, Role } from '@egress/module-security';
import { Bucket } from '@egress/module-storage';
import type { App } from 'cdktf';
import { IngestionStack } from './ingestion-stack';

const VPC_IDS = ['vpc-0a1b2c3d', 'vpc-0e5f6a7b'];

/** The stack beside one that holds what core would. */
function ingestion(settings: Record<string, unknown> = {}, vpcIds: readonly string[] = VPC_IDS) {
  const core = testStack();
  const encryptionKey = new EncryptionKey(core, 'Key', { name: 'data', description: 'Data' });
  const bucket = (name: string) => new Bucket(core, name, { name, lifecycle: [] });
  const buckets = {
    rawLogs: bucket('raw-logs'),
    processedData: bucket('processed-data'),
    modelArtifacts: bucket('model-artifacts'),
    lambdaCode: bucket('lambda-code'),
  };
  const stack = new IngestionStack(core.node.root as App, 'ingestion', {
    deployment: testDeployment(),
    settings: settingsOf(settings),
    vpcIds,
    encryptionKey,
    firehoseRole: new Role(core, 'Role', {
      name: 'firehose',
      description: 'Delivers',
      assumedBy: { service: 'firehose.amazonaws.com' },
    }),
    firehoseLogs: new LogGroup(core, 'Logs', { name: '/aws/kinesisfirehose/test', encryptionKey }),
    ...buckets,
  });
  return { stack, core, buckets };
}

/** The settings with the defaults that an environment gets. */
function settingsOf(ingestionSettings: Record<string, unknown>) {
  const environment = {
    environment: 'test',
    account: '111122223333',
    region: 'eu-west-1',
    bucketSuffix: 'acme',
    deletionProtection: true,
    bucketLifecycleRules: true,
    notificationEmail: 'finops@example.com',
    vpcIds: [],
    ingestion: ingestionSettings,
  };
  return parseConfiguration(environment, 'test').ingestion;
}

describe('IngestionStack', () => {
  it('records each VPC straight to S3, and has the delivery stream at hand', () => {
    const { stack, buckets } = ingestion();
    expect(Object.keys(resources(stack, 'aws_flow_log'))).toEqual([
      'VpcFlowLogs-vpc-0a1b2c3d/Resource',
      'VpcFlowLogs-vpc-0e5f6a7b/Resource',
    ]);
    const destination = `${reference(stack, buckets.rawLogs.arn)}/flow-logs/`;
    for (const flowLog of Object.values(resources(stack, 'aws_flow_log'))) {
      expect(flowLog).toMatchObject({ log_destination_type: 's3', log_destination: destination });
    }
    expect(resource(stack, 'aws_kinesis_firehose_delivery_stream')).toMatchObject({
      name: 'egress-test-flow-logs',
      extended_s3_configuration: {
        prefix: expect.stringMatching(/^flow-logs\/firehose\/year=/),
        error_output_prefix: expect.stringMatching(/^flow-log-errors\//),
      },
    });
  });

  it('sends flow logs through the delivery stream if the settings say so', () => {
    const { stack } = ingestion({ flowLogDestination: 'firehose', flowLogAggregationSeconds: 60 });
    for (const flowLog of Object.values(resources(stack, 'aws_flow_log'))) {
      expect(flowLog).toMatchObject({
        log_destination_type: 'kinesis-data-firehose',
        log_destination: reference(stack, stack.deliveryStream.arn),
        max_aggregation_interval: 60,
      });
    }
  });

  it('records nothing where flow logs reach the bucket another way', () => {
    expect(resources(ingestion({}, []).stack, 'aws_flow_log')).toEqual({});
  });

  it('logs the requests to all four buckets into the raw bucket, its own too', () => {
    const { stack, buckets } = ingestion();
    const logged = Object.entries(resources(stack, 'aws_s3_bucket_logging'));
    expect(logged.map(([path, { bucket }]) => [path, bucket]).sort()).toEqual(
      [
        ['RawLogsAccessLogging/Resource', reference(stack, buckets.rawLogs.name)],
        ['ProcessedDataAccessLogging/Resource', reference(stack, buckets.processedData.name)],
        ['ModelArtifactsAccessLogging/Resource', reference(stack, buckets.modelArtifacts.name)],
        ['LambdaCodeAccessLogging/Resource', reference(stack, buckets.lambdaCode.name)],
      ].sort(),
    );
    for (const [, { target_bucket: target }] of logged) {
      expect(target).toBe(reference(stack, buckets.rawLogs.name));
    }
  });

  it('exports the bill as CUR 2.0 unless the settings name other schemas', () => {
    const exportsOf = (settings = {}) =>
      Object.keys(resources(ingestion(settings).stack, 'aws_bcmdataexports_export'));
    expect(exportsOf()).toEqual(['BillExport-cur2/Resource']);
    expect(exportsOf({ billExports: ['cur2', 'focus'] })).toHaveLength(2);
    expect(exportsOf({ billExports: [] })).toEqual([]);
  });

  it('shows the folder published/ of the processed bucket and logs who reads it', () => {
    const { stack, buckets } = ingestion();
    expect(resource(stack, 'aws_cloudfront_distribution')['origin']).toEqual([
      expect.objectContaining({
        domain_name: reference(stack, buckets.processedData.domainName),
        origin_path: '/published',
      }),
    ]);
    expect(resource(stack, 'aws_cloudwatch_log_delivery_destination')).toHaveProperty(
      'delivery_destination_configuration',
      [{ destination_resource_arn: `${reference(stack, buckets.rawLogs.arn)}/cloudfront` }],
    );
  });

  it('puts the distribution before a web server, under its own domain name', () => {
    const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/abc';
    const cloudFront = {
      originDomainName: 'www.example.com',
      certificate: { arn, domainName: 'cdn.example.com' },
    };
    expect(resource(ingestion({ cloudFront }).stack, 'aws_cloudfront_distribution')).toMatchObject({
      aliases: ['cdn.example.com'],
      origin: [{ domain_name: 'www.example.com' }],
      viewer_certificate: { acm_certificate_arn: arn },
    });
  });

  it('makes nothing of CloudFront where it is switched off', () => {
    const { stack, core } = ingestion({ cloudFront: { enabled: false } });
    expect(resources(stack, 'aws_cloudfront_distribution')).toEqual({});
    expect(resources(stack, 'aws_cloudwatch_log_delivery')).toEqual({});
    expect(JSON.stringify(resources(core, 'aws_s3_bucket_policy'))).not.toContain('ReadByCloudFront');
  });

  it('has nothing to complain about with its defaults', () => {
    expect(problems(ingestion().stack)).toEqual([]);
  });
});
