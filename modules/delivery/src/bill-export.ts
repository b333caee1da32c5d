import { BcmdataexportsExport } from '@cdktf/provider-aws/lib/bcmdataexports-export';
import { EgressStack, nameOf } from '@egress/module-foundation';
import type { Bucket } from '@egress/module-storage';
import { Construct } from 'constructs';
import { curTable, FOCUS_TABLE } from './bill-tables';

export interface BillExportProps {
  /** CUR 2.0, or FOCUS 1.2 with AWS columns. */
  readonly schema: 'cur2' | 'focus';
  /** Its policy lets `bcm-data-exports.amazonaws.com` write under the prefix. */
  readonly bucket: Bucket;
  readonly prefix: string;
}

/** The one region that AWS Data Exports has. */
const BILLING_REGION = 'us-east-1';

/**
 * The bill as Parquet, by the hour and resource, renewed by AWS up to three times a day and free of charge but for S3's.
 * A month's files are replaced, in the folder `<name of the export>/data/BILLING_PERIOD=<yyyy-mm>/` below the prefix.
 */
export class BillExport extends Construct {
  constructor(scope: Construct, id: string, props: BillExportProps) {
    super(scope, id);
    const stack = EgressStack.of(this);
    const { account, region } = stack.deployment;
    const { table, columns, settings } = props.schema === 'cur2' ? curTable(account) : FOCUS_TABLE;
    new BcmdataexportsExport(this, 'Resource', {
      provider: stack.providerIn(BILLING_REGION),
      export: [
        {
          name: nameOf(this, props.schema),
          description: 'Bill for the egress cost optimizer',
          dataQuery: [
            {
              queryStatement: `SELECT ${columns.join(', ')} FROM ${table}`,
              tableConfigurations: { [table]: { ...settings } },
            },
          ],
          destinationConfigurations: [
            {
              s3Destination: [
                {
                  s3Bucket: props.bucket.name,
                  s3Prefix: props.prefix.replace(/\/$/, ''),
                  s3Region: region,
                  s3OutputConfigurations: [
                    {
                      format: 'PARQUET',
                      compression: 'PARQUET',
                      outputType: 'CUSTOM',
                      overwrite: 'OVERWRITE_REPORT',
                    },
                  ],
                },
              ],
            },
          ],
          refreshCadence: [{ frequency: 'SYNCHRONOUS' }],
        },
      ],
      // AWS adds settings to its tables over time, and Terraform would replace the export for each.
      lifecycle: { ignoreChanges: ['export[0].data_query[0].table_configurations'] },
    });
  }
}
