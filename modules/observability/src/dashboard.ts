import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { EgressStack, nameOf } from '@egress/module-foundation';
import { Construct } from 'constructs';
import { type Graph, graphProperties } from './graph';

/** Markdown across a dashboard. */
export interface Text {
  readonly markdown: string;
}

export interface DashboardProps {
  /** Name after the environment's prefix. */
  readonly name: string;
  /** From top to bottom; the widgets of a row share its width evenly. */
  readonly rows: readonly (readonly (Graph | Text)[])[];
}

/** CloudWatch's grid has 24 columns. */
const GRID_WIDTH = 24;
const GRAPH_HEIGHT = 6;
const TEXT_HEIGHT = 2;

/** A CloudWatch dashboard over the last two weeks. The first three of an account are free, each further is 3 USD a month. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { region } = EgressStack.of(this).deployment;
    new CloudwatchDashboard(this, 'Resource', {
      dashboardName: nameOf(this, props.name),
      dashboardBody: JSON.stringify({ start: '-P14D', widgets: layOut(props.rows, region) }),
    });
  }
}

function layOut(rows: DashboardProps['rows'], region: string): unknown[] {
  let y = 0;
  return rows.flatMap((row) => {
    const width = Math.floor(GRID_WIDTH / row.length);
    const height = row.some(isGraph) ? GRAPH_HEIGHT : TEXT_HEIGHT;
    const top = y;
    y += height;
    return row.map((widget, index) => ({
      x: index * width,
      y: top,
      width,
      height,
      ...(isGraph(widget)
        ? { type: 'metric', properties: graphProperties(widget, region) }
        : { type: 'text', properties: { markdown: widget.markdown } }),
    }));
  });
}

function isGraph(widget: Graph | Text): widget is Graph {
  return 'lines' in widget;
}
