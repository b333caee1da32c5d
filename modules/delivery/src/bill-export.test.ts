import { type Block, reference, resource, testStack } from '@egress/module-foundation/testing';
import { Bucket } from '@egress/module-storage';
import { BillExport, type BillExportProps } from './bill-export';

function billExport(schema: BillExportProps['schema']) {
  const stack = testStack({ region: 'eu-west-1' });
  const bucket = new Bucket(stack, 'RawLogs', { name: 'raw-logs', lifecycle: [] });
  new BillExport(stack, 'Bill', { schema, bucket, prefix: 'bills/' });
  const block = resource(stack, 'aws_bcmdataexports_export');
  const [settings] = block['export'] as [Block];
  const [query] = settings['data_query'] as [{ query_statement: string; table_configurations: unknown }];
  return { stack, bucket, block, settings, query };
}

describe('BillExport', () => {
  it('delivers Parquet to the folder of the bucket, replacing the files of a month', () => {
    const { stack, bucket, settings } = billExport('cur2');
    expect(settings).toMatchObject({
      name: 'egress-test-cur2',
      destination_configurations: [
        {
          s3_destination: [
            {
              s3_bucket: reference(stack, bucket.name),
              s3_prefix: 'bills',
              s3_region: 'eu-west-1',
              s3_output_configurations: [
                {
                  format: 'PARQUET',
                  compression: 'PARQUET',
                  output_type: 'CUSTOM',
                  overwrite: 'OVERWRITE_REPORT',
                },
              ],
            },
          ],
        },
      ],
      refresh_cadence: [{ frequency: 'SYNCHRONOUS' }],
    });
  });

  it('is made in us-east-1, the one region of Data Exports', () => {
    expect(billExport('cur2').block['provider']).toBe('aws.us-east-1');
  });

  it('selects CUR 2.0 by the hour and resource, with every setting that AWS would fill in', () => {
    const { query } = billExport('cur2');
    expect(query.query_statement).toMatch(/^SELECT \w+(, \w+)+ FROM COST_AND_USAGE_REPORT$/);
    expect(query.query_statement).toContain(' line_item_resource_id,');
    expect(query.table_configurations).toEqual({
      COST_AND_USAGE_REPORT: {
        BILLING_VIEW_ARN: 'arn:aws:billing::111122223333:billingview/primary',
        TIME_GRANULARITY: 'HOURLY',
        INCLUDE_RESOURCES: 'TRUE',
        INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY: 'FALSE',
        INCLUDE_SPLIT_COST_ALLOCATION_DATA: 'FALSE',
      },
    });
  });

  it('selects FOCUS 1.2 with AWS columns by the hour', () => {
    const { settings, query } = billExport('focus');
    expect(settings['name']).toBe('egress-test-focus');
    expect(query.query_statement).toMatch(/^SELECT \w+(, \w+)+ FROM FOCUS_1_2_AWS$/);
    expect(query.query_statement).toContain(' SkuMeter,');
    expect(query.table_configurations).toEqual({ FOCUS_1_2_AWS: { TIME_GRANULARITY: 'HOURLY' } });
  });

  it('is not replaced when AWS adds a setting to the table', () => {
    expect(billExport('cur2').block['lifecycle']).toEqual({
      ignore_changes: ['export[0].data_query[0].table_configurations'],
    });
  });
});
