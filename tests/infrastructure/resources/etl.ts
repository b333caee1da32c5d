import { containing, type RequiredResource } from './required-resource';

export const ETL: readonly RequiredResource[] = [
  ...[
    ['raw_logs_db', 'RawLogsDatabase'],
    ['processed_data_db', 'ProcessedDataDatabase'],
  ].map(([name, id]) => ({
    name: `aws_glue_catalog_database.${name}`,
    type: 'aws_glue_catalog_database',
    address: `etl/${id}/Resource`,
  })),
  ...[
    ['vpc_flow_logs_crawler', 'VpcFlowLogsCrawler', 'flow-logs/'],
    ['cur_crawler', 'CurCrawler', 'bills/'],
  ].map(([name, id, prefix]) => ({
    name: `aws_glue_crawler.${name}, daily`,
    type: 'aws_glue_crawler',
    address: `etl/${id}/Resource`,
    block: {
      schedule: expect.stringMatching(/^cron\(\d+ \d+ \* \* \? \*\)$/),
      database_name: containing('RawLogsDatabase'),
      s3_target: [{ path: containing(`}/${prefix}`) }],
    },
  })),
  ...[
    ['cur_parser_job', 'CurParser'],
    ['flow_log_aggregator_job', 'FlowLogAggregator'],
  ].flatMap(([name, id]) => [
    {
      name: `aws_glue_job.${name}`,
      type: 'aws_glue_job',
      address: `etl/${id}/Resource`,
      block: { glue_version: '5.0', command: { script_location: containing(`aws_s3_object.${id}Script`) } },
    },
    {
      name: `the script of aws_glue_job.${name} in model_artifacts`,
      type: 'aws_s3_object',
      address: `etl/${id}Script/Resource`,
      block: { bucket: containing('aws_s3_bucket.ModelArtifacts') },
    },
  ]),
];
