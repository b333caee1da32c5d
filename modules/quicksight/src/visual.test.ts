import { visualBlock } from './visual';

const sumOfUsd = {
  numerical_measure_field: {
    field_id: 'v.usd',
    column: { data_set_identifier: 'data', column_name: 'usd' },
    aggregation_function: { simple_numerical_aggregation: 'SUM' },
  },
};

describe('visualBlock', () => {
  it('draws a measure by day, as one area for each group', () => {
    const chart = {
      type: 'line',
      title: 'By day',
      dateColumn: 'day',
      measureColumn: 'usd',
      groupColumn: 'egress_class',
    } as const;
    const day = { field_id: 'v.day', column: { data_set_identifier: 'data', column_name: 'day' } };
    expect(visualBlock(chart, 'v', 'data')).toMatchObject({
      line_chart_visual: {
        visual_id: 'v',
        title: { format_text: { plain_text: 'By day' } },
        chart_configuration: {
          type: 'STACKED_AREA',
          field_wells: {
            line_chart_aggregated_field_wells: {
              category: [{ date_dimension_field: { ...day, date_granularity: 'DAY' } }],
              values: [sumOfUsd],
              colors: [{ categorical_dimension_field: { column: { column_name: 'egress_class' } } }],
            },
          },
        },
      },
    });
  });

  it('declares the hierarchy of the date that QuickSight adds by itself', () => {
    const chart = {
      type: 'line',
      title: '',
      dateColumn: 'day',
      measureColumn: 'usd',
      groupColumn: 'region',
    } as const;
    expect(visualBlock(chart, 'v', 'data')).toMatchObject({
      line_chart_visual: { column_hierarchies: [{ date_time_hierarchy: { hierarchy_id: 'v.day' } }] },
    });
  });

  it('draws the largest categories first, and the rest as one more bar', () => {
    const chart = {
      type: 'bar',
      title: '',
      categoryColumn: 'resource_id',
      measureColumn: 'usd',
      limit: 5,
    } as const;
    expect(visualBlock(chart, 'v', 'data')).toMatchObject({
      bar_chart_visual: {
        chart_configuration: {
          orientation: 'HORIZONTAL',
          field_wells: { bar_chart_aggregated_field_wells: { values: [sumOfUsd] } },
          sort_configuration: {
            category_sort: [{ field_sort: { field_id: 'v.usd', direction: 'DESC' } }],
            category_items_limit: { items_limit: 5, other_categories: 'INCLUDE' },
          },
        },
      },
    });
  });
});
