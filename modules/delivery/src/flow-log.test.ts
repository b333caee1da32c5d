import { readFileSync } from 'node:fs';
import path from 'node:path';
import { problems, reference, resource, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import type { DeliveryStream } from './delivery-stream';
import { FlowLog, type FlowLogProps } from './flow-log';
import { FLOW_LOG_FIELDS } from './flow-log-format';

const FLOW_RECORDS = path.join(__dirname, '../../../glue-scripts/tables/flow_records.sql');
/** Columns of flow_records that are called otherwise in flow logs; null: not of the record itself. */
const OTHER_NAMES: Readonly<Record<string, string | null>> = {
  record_kind: null,
  start_time: 'start',
  end_time: 'end',
  workload_name: 'ecs-service-name',
};

function flowLog(props: Partial<FlowLogProps> = {}) {
  const stack = testStack();
  const bucket = new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] });
  new FlowLog(stack, 'FlowLog', {
    vpcId: 'vpc-0a1',
    destination: { bucket, prefix: 'flow-logs/' },
    ...props,
  });
  return { stack, bucket, block: resource(stack, 'aws_flow_log') };
}

describe('FlowLog', () => {
  it('goes to S3 as Parquet, in folders by the hour that Athena and Spark understand', () => {
    const { stack, bucket, block } = flowLog();
    expect(block).toMatchObject({
      vpc_id: 'vpc-0a1',
      log_destination_type: 's3',
      log_destination: `${reference(stack, bucket.arn)}/flow-logs/`,
      destination_options: {
        file_format: 'parquet',
        hive_compatible_partitions: true,
        per_hour_partition: true,
      },
    });
  });

  it('goes through a delivery stream without options for files, which only S3 has', () => {
    const deliveryStream = {
      arn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/x',
    } as DeliveryStream;
    const { block } = flowLog({ destination: { deliveryStream } });
    expect(block).toMatchObject({
      log_destination_type: 'kinesis-data-firehose',
      log_destination: deliveryStream.arn,
    });
    expect(block).not.toHaveProperty('destination_options');
  });

  it('records accepted and rejected traffic, added up over 600 seconds unless told otherwise', () => {
    expect(flowLog().block).toMatchObject({ traffic_type: 'ALL', max_aggregation_interval: 600 });
    expect(flowLog({ aggregationSeconds: 60 }).block).toMatchObject({ max_aggregation_interval: 60 });
  });

  it('bears the name of its VPC', () => {
    expect(flowLog().block['tags']).toEqual({ Name: 'egress-test-vpc-0a1' });
  });

  it('fails when the id is no id of a VPC', () => {
    expect(problems(flowLog({ vpcId: 'subnet-1' }).stack)).toEqual([
      '[stack/FlowLog] vpcId must be the id of a VPC, got "subnet-1"',
    ]);
  });
});

describe('the format of flow logs', () => {
  it('is written so that Terraform leaves the names of fields alone', () => {
    expect(flowLog().block['log_format']).toMatch(/^(\$\$\{[a-z-]+\} ?)+$/);
  });

  it('holds each field once', () => {
    expect(new Set(FLOW_LOG_FIELDS).size).toBe(FLOW_LOG_FIELDS.length);
  });

  it('holds every column of flow_records, and nothing that nobody reads', () => {
    const columns = [...readFileSync(FLOW_RECORDS, 'utf8').matchAll(/^ {2}(\w+) [A-Z]/gm)].map(([, name]) =>
      String(name),
    );
    const fields = columns
      .map((name) => (name in OTHER_NAMES ? OTHER_NAMES[name] : name.replaceAll('_', '-')))
      .filter((name) => name !== null);
    expect([...FLOW_LOG_FIELDS].sort()).toEqual([...fields, 'version'].sort());
  });
});
