import { containing, type RequiredResource } from './required-resource';

export const INGESTION: readonly RequiredResource[] = [
  {
    name: 'aws_kinesis_firehose_delivery_stream.vpc_flow_logs_stream',
    type: 'aws_kinesis_firehose_delivery_stream',
    address: 'ingestion/VpcFlowLogsStream/Resource',
    block: {
      extended_s3_configuration: {
        bucket_arn: containing('aws_s3_bucket.RawLogs'),
        compression_format: 'GZIP',
        cloudwatch_logging_options: { enabled: true, log_group_name: containing('FirehoseLogs') },
      },
    },
  },
  ...['vpc-0a1b2c3d4e5f60718', 'vpc-0a1b2c3d4e5f60719'].map((vpc) => ({
    name: `aws_vpc_flow_log.vpc_flow_logs of ${vpc}`,
    type: 'aws_flow_log',
    address: `ingestion/VpcFlowLogs-${vpc}/Resource`,
    block: {
      vpc_id: vpc,
      log_destination: containing('aws_kinesis_firehose_delivery_stream.VpcFlowLogsStream'),
    },
  })),
  {
    name: 'aws_s3_bucket_logging.raw_logs_access_logging',
    type: 'aws_s3_bucket_logging',
    address: 'ingestion/RawLogsAccessLogging/Resource',
    block: {
      bucket: containing('aws_s3_bucket.RawLogs'),
      target_bucket: containing('aws_s3_bucket.RawLogs'),
      target_prefix: 's3-access-logs/',
    },
  },
  {
    name: 'aws_cloudfront_distribution.example_cloudfront_distribution',
    type: 'aws_cloudfront_distribution',
    address: 'ingestion/Distribution/Resource',
  },
  {
    name: 'logging_config of aws_cloudfront_distribution.example_cloudfront_distribution',
    type: 'aws_cloudwatch_log_delivery_destination',
    address: 'ingestion/DistributionLogs/Destination',
    block: {
      delivery_destination_configuration: [{ destination_resource_arn: containing('aws_s3_bucket.RawLogs') }],
    },
  },
];
