import { QuicksightDataSet } from '@cdktf/provider-aws/lib/quicksight-data-set';
import { QuicksightRefreshSchedule } from '@cdktf/provider-aws/lib/quicksight-refresh-schedule';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AthenaDataSource } from './athena-data-source';

export interface AthenaDataSetProps {
  /** Id after the environment's prefix. */
  readonly name: string;
  /** What people see in QuickSight. */
  readonly title: string;
  readonly dataSource: AthenaDataSource;
  /** One `SELECT` whose columns are `columns`. */
  readonly sql: string;
  /** Columns and their QuickSight types. */
  readonly columns: Readonly<Record<string, 'STRING' | 'INTEGER' | 'DECIMAL' | 'DATETIME'>>;
  /** When the query runs each day, `HH:MM` in UTC. */
  readonly refreshAt: string;
  /** QuickSight user or group who may build on the data set. */
  readonly principalArn: string;
}

/** "Use" of a data set in the QuickSight console; AWS accepts only its own sets of actions. */
const USE_DATA_SET = [
  'DescribeDataSet',
  'DescribeDataSetPermissions',
  'PassDataSet',
  'DescribeIngestion',
  'ListIngestions',
];

/**
 * The rows of an Athena query, kept in QuickSight's memory (SPICE) and read anew each day: people look as often as they
 * like, and Athena is paid for one scan a day.
 */
export class AthenaDataSet extends Construct {
  readonly arn: string;
  readonly columns: AthenaDataSetProps['columns'];

  constructor(scope: Construct, id: string, props: AthenaDataSetProps) {
    super(scope, id);
    reportProblems(this, [
      {
        value: props.refreshAt,
        isValid: /^([01]\d|2[0-3]):[0-5]\d$/.test(props.refreshAt),
        message: 'refreshAt must be a time of day such as 14:00',
      },
    ]);
    const dataSet = new QuicksightDataSet(this, 'Resource', {
      dataSetId: nameOf(this, props.name),
      name: props.title,
      importMode: 'SPICE',
      physicalTableMap: [
        {
          physicalTableMapId: props.name,
          customSql: {
            name: props.title,
            dataSourceArn: props.dataSource.arn,
            sqlQuery: props.sql,
            columns: Object.entries(props.columns).map(([name, type]) => ({ name, type })),
          },
        },
      ],
      permissions: [
        { principal: props.principalArn, actions: USE_DATA_SET.map((action) => `quicksight:${action}`) },
      ],
    });
    new QuicksightRefreshSchedule(this, 'Refresh', {
      dataSetId: dataSet.dataSetId,
      scheduleId: 'daily',
      schedule: [
        {
          refreshType: 'FULL_REFRESH',
          scheduleFrequency: [{ interval: 'DAILY', timeOfTheDay: props.refreshAt, timezone: 'UTC' }],
        },
      ],
    });
    this.arn = dataSet.arn;
    this.columns = props.columns;
  }
}
