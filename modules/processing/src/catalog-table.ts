import { GlueCatalogTable } from '@cdktf/provider-aws/lib/glue-catalog-table';
import { reportProblems } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import type { CatalogDatabase } from './catalog-database';
import { type Partition, projectionProperties } from './partition';
import type { Column } from './table-columns';

export interface CatalogTableProps {
  readonly database: CatalogDatabase;
  /** Name in SQL, such as `egress_hourly`. */
  readonly name: string;
  readonly description: string;
  /** Columns in the files, without the partition keys. */
  readonly columns: readonly Column[];
  readonly partitions: readonly Partition[];
  readonly bucket: Bucket;
  /** Folder of the table in the bucket, with a slash at the end. */
  readonly prefix: string;
  /** Path below the prefix, with `${key}` for each partition key. @default hive style: `key=${key}/…` */
  readonly partitionPath?: string;
}

const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serDeInfo: {
    serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
    parameters: { 'serialization.format': '1' },
  },
};

/**
 * A table over Parquet files in S3 whose columns and partitions are declared, so that Athena finds new partitions by
 * itself: no crawler runs, none has to be paid for, and no wrong guess at a type breaks a query.
 */
export class CatalogTable extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: CatalogTableProps) {
    super(scope, id);
    const { database, bucket, prefix, partitions } = props;
    const partitionPath =
      props.partitionPath ?? partitions.map(({ name }) => `${name}=${placeholder(name)}`).join('/');
    this.reportProblems(props, partitionPath);
    const location = `s3://${bucket.name}/${prefix}`;
    const table = new GlueCatalogTable(this, 'Resource', {
      databaseName: database.name,
      name: props.name,
      description: props.description,
      tableType: 'EXTERNAL_TABLE',
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'parquet',
        // The placeholders are Athena's: doubled, Terraform leaves them alone.
        ...projectionProperties(partitions, `${location}${partitionPath.replaceAll('${', () => '$${')}/`),
      },
      partitionKeys: partitions.map(({ name, comment }) => ({ name, type: 'string', comment })),
      storageDescriptor: { location, ...PARQUET, columns: [...props.columns] },
    });
    this.name = table.name;
  }

  private reportProblems({ columns, partitions, prefix }: CatalogTableProps, partitionPath: string): void {
    const keys = partitions.map(({ name }) => name);
    const columnsToo = keys.filter((key) => columns.some(({ name }) => name === key));
    reportProblems(this, [
      { value: prefix, isValid: prefix.endsWith('/'), message: 'prefix must end with a slash' },
      {
        value: columnsToo,
        isValid: columnsToo.length === 0,
        message: 'a partition key must not be a column of the files too',
      },
      {
        value: partitionPath,
        isValid: keys.every((key) => partitionPath.includes(placeholder(key))),
        message: `partitionPath must hold ${keys.map(placeholder).join(' and ')}`,
      },
    ]);
  }
}

function placeholder(key: string): string {
  return `\${${key}}`;
}
