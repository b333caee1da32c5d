import { QuicksightAnalysis } from '@cdktf/provider-aws/lib/quicksight-analysis';
import { nameOf, reportProblems } from '@egress/module-foundation';
import { Construct } from 'constructs';
import type { AthenaDataSet } from './athena-data-set';
import { columnsOf, type Visual, visualBlock } from './visual';

export interface AnalysisProps {
  /** Id after the environment's prefix. */
  readonly name: string;
  /** What people see in QuickSight. */
  readonly title: string;
  readonly dataSet: AthenaDataSet;
  readonly visuals: readonly Visual[];
  /** QuickSight author, or group of authors, who owns the analysis. */
  readonly principalArn: string;
}

/** "Owner" of an analysis in the QuickSight console; AWS accepts only its own sets of actions. */
const OWN_ANALYSIS = [
  'DescribeAnalysis',
  'DescribeAnalysisPermissions',
  'UpdateAnalysis',
  'UpdateAnalysisPermissions',
  'DeleteAnalysis',
  'RestoreAnalysis',
  'QueryAnalysis',
];

/** The name of the data set inside the definition. */
const DATA_SET = 'data';

/** A QuickSight analysis of one sheet, from which authors publish dashboards. */
export class Analysis extends Construct {
  constructor(scope: Construct, id: string, props: AnalysisProps) {
    super(scope, id);
    reportProblems(
      this,
      props.visuals.flatMap(columnsOf).map((column) => ({
        value: column,
        isValid: column in props.dataSet.columns,
        message: `a visual must use columns of the data set (${Object.keys(props.dataSet.columns).join(', ')})`,
      })),
    );
    new QuicksightAnalysis(this, 'Resource', {
      analysisId: nameOf(this, props.name),
      name: props.title,
      definition: {
        data_set_identifiers_declarations: [{ identifier: DATA_SET, data_set_arn: props.dataSet.arn }],
        sheets: [
          {
            sheet_id: props.name,
            name: props.title,
            content_type: 'INTERACTIVE',
            visuals: props.visuals.map((visual, index) =>
              visualBlock(visual, `visual-${index + 1}`, DATA_SET),
            ),
          },
        ],
      },
      permissions: [
        { principal: props.principalArn, actions: OWN_ANALYSIS.map((action) => `quicksight:${action}`) },
      ],
    });
  }
}
