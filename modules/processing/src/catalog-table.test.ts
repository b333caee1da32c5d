import { problems, reference, resource } from '@egress/module-foundation/testing';
import { CatalogTable, type CatalogTableProps } from './catalog-table';
import { part, parts } from './testing/parts';

function tableInStack(props: Partial<CatalogTableProps> = {}) {
  const given = parts();
  new CatalogTable(given.stack, 'Table', {
    database: given.database,
    name: 'egress_hourly',
    description: 'Traffic',
    columns: [{ name: 'bytes', type: 'bigint' }],
    partitions: [{ kind: 'date', name: 'date', format: 'yyyy-MM-dd', from: '2025-01-01', unit: 'DAYS' }],
    bucket: given.bucket,
    prefix: 'egress_hourly/',
    ...props,
  });
  return { ...given, location: `s3://${reference(given.stack, given.bucket.name)}/egress_hourly/` };
}

describe('CatalogTable', () => {
  it('declares Parquet files below a folder of the bucket', () => {
    const { stack, database, location } = tableInStack();
    const block = resource(stack, 'aws_glue_catalog_table');
    expect(block).toMatchObject({
      name: 'egress_hourly',
      description: 'Traffic',
      database_name: reference(stack, database.name),
      table_type: 'EXTERNAL_TABLE',
      storage_descriptor: {
        location,
        columns: [{ name: 'bytes', type: 'bigint' }],
        ser_de_info: {
          serialization_library: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        },
      },
    });
    expect(part(block, 'parameters')).toMatchObject({ EXTERNAL: 'TRUE', classification: 'parquet' });
  });

  it('lets Athena compute the days until now, at paths that Terraform leaves alone', () => {
    const { stack, location } = tableInStack();
    const block = resource(stack, 'aws_glue_catalog_table');
    expect(block).toMatchObject({ partition_keys: [{ name: 'date', type: 'string' }] });
    expect(part(block, 'parameters')).toMatchObject({
      'projection.enabled': 'true',
      'projection.date.type': 'date',
      'projection.date.format': 'yyyy-MM-dd',
      'projection.date.range': '2025-01-01,NOW',
      'projection.date.interval': '1',
      'projection.date.interval.unit': 'DAYS',
      'storage.location.template': `${location}date=$\${date}/`,
    });
  });

  it('writes numbers with the digits that paths have', () => {
    const { stack, location } = tableInStack({
      partitions: [{ kind: 'number', name: 'hour', from: 0, to: 23, digits: 2 }],
    });
    expect(part(resource(stack, 'aws_glue_catalog_table'), 'parameters')).toMatchObject({
      'projection.hour.type': 'integer',
      'projection.hour.range': '0,23',
      'projection.hour.digits': '2',
      'storage.location.template': `${location}hour=$\${hour}/`,
    });
  });

  it('takes a path that is not hive style', () => {
    const { stack, location } = tableInStack({ partitionPath: 'BILLING_PERIOD=${date}' });
    expect(part(resource(stack, 'aws_glue_catalog_table'), 'parameters')).toMatchObject({
      'storage.location.template': `${location}BILLING_PERIOD=$\${date}/`,
    });
  });

  it('fails when a partition key is a column too, misses in the path, or the folder has no end', () => {
    const { stack } = tableInStack({
      columns: [{ name: 'date', type: 'date' }],
      partitionPath: '${day}',
      prefix: 'egress_hourly',
    });
    expect(problems(stack)).toEqual([
      '[stack/Table] prefix must end with a slash, got "egress_hourly"',
      '[stack/Table] a partition key must not be a column of the files too, got ["date"]',
      '[stack/Table] partitionPath must hold ${date}, got "${day}"',
    ]);
  });
});
