import { QuicksightDataSource } from '@cdktf/provider-aws/lib/quicksight-data-source';
import { nameOf } from '@egress/module-foundation';
import type { AthenaWorkgroup } from '@egress/module-processing';
import { Construct } from 'constructs';

export interface AthenaDataSourceProps {
  /** Id after the environment's prefix. */
  readonly name: string;
  /** What people see in QuickSight. */
  readonly title: string;
  /** Runs the queries and limits what they read. */
  readonly workgroup: AthenaWorkgroup;
  /** QuickSight user or group who may describe the data source and make data sets of it. */
  readonly principalArn: string;
}

/** "Use" of a data source in the QuickSight console; AWS accepts only its own sets of actions. */
const USE_DATA_SOURCE = ['DescribeDataSource', 'DescribeDataSourcePermissions', 'PassDataSource'];

/** Connects QuickSight to Athena over TLS. */
export class AthenaDataSource extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AthenaDataSourceProps) {
    super(scope, id);
    const dataSource = new QuicksightDataSource(this, 'Resource', {
      dataSourceId: nameOf(this, props.name),
      name: props.title,
      type: 'ATHENA',
      parameters: { athena: { workGroup: props.workgroup.name } },
      sslProperties: { disableSsl: false },
      permission: [
        { principal: props.principalArn, actions: USE_DATA_SOURCE.map((action) => `quicksight:${action}`) },
      ],
    });
    this.arn = dataSource.arn;
  }
}
