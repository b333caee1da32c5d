/** A chart of one data set. Values are added up. */
export type Visual = LineChart | BarChart;

/** A measure by day, one area for each group, on top of each other. */
export interface LineChart {
  readonly type: 'line';
  readonly title: string;
  readonly dateColumn: string;
  readonly measureColumn: string;
  readonly groupColumn: string;
}

/** The largest categories by a measure, as horizontal bars. */
export interface BarChart {
  readonly type: 'bar';
  readonly title: string;
  readonly categoryColumn: string;
  readonly measureColumn: string;
  /** How many bars; the rest is one more. */
  readonly limit: number;
}

/** The columns that a visual reads. */
export function columnsOf(visual: Visual): readonly string[] {
  return visual.type === 'line'
    ? [visual.dateColumn, visual.measureColumn, visual.groupColumn]
    : [visual.categoryColumn, visual.measureColumn];
}

/** A column in the wells of a visual. */
interface Field {
  readonly field_id: string;
  readonly column: { readonly data_set_identifier: string; readonly column_name: string };
}

/**
 * The visual as a `visuals` block of an analysis. The bindings leave the definition of an analysis untyped, so the blocks
 * have Terraform's own names; see AnalysisDefinition in the QuickSight API reference for what they mean.
 */
export function visualBlock(visual: Visual, visualId: string, dataSet: string): Record<string, unknown> {
  const field = (column: string): Field => ({
    field_id: `${visualId}.${column}`,
    column: { data_set_identifier: dataSet, column_name: column },
  });
  const common = {
    visual_id: visualId,
    title: { visibility: 'VISIBLE', format_text: { plain_text: visual.title } },
  };
  return visual.type === 'line'
    ? { line_chart_visual: { ...common, ...lineChart(visual, field) } }
    : { bar_chart_visual: { ...common, ...barChart(visual, field) } };
}

function lineChart(chart: LineChart, field: (column: string) => Field): Record<string, unknown> {
  const date = field(chart.dateColumn);
  return {
    chart_configuration: {
      type: 'STACKED_AREA',
      field_wells: {
        line_chart_aggregated_field_wells: {
          category: [
            { date_dimension_field: { ...date, date_granularity: 'DAY', hierarchy_id: date.field_id } },
          ],
          values: [sum(field(chart.measureColumn))],
          colors: [{ categorical_dimension_field: field(chart.groupColumn) }],
        },
      },
    },
    // QuickSight adds this to every date by itself; left out here, each plan would show it as a change.
    column_hierarchies: [{ date_time_hierarchy: { hierarchy_id: date.field_id } }],
  };
}

function barChart(chart: BarChart, field: (column: string) => Field): Record<string, unknown> {
  const measure = field(chart.measureColumn);
  return {
    chart_configuration: {
      orientation: 'HORIZONTAL',
      field_wells: {
        bar_chart_aggregated_field_wells: {
          category: [{ categorical_dimension_field: field(chart.categoryColumn) }],
          values: [sum(measure)],
        },
      },
      sort_configuration: {
        category_sort: [{ field_sort: { field_id: measure.field_id, direction: 'DESC' } }],
        category_items_limit: { items_limit: chart.limit, other_categories: 'INCLUDE' },
      },
    },
  };
}

function sum(measure: Field): Record<string, unknown> {
  return {
    numerical_measure_field: { ...measure, aggregation_function: { simple_numerical_aggregation: 'SUM' } },
  };
}
