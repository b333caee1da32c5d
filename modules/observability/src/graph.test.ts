import { type Graph, graphProperties } from './graph';

const METRIC = {
  namespace: 'AWS/Firehose',
  name: 'DeliveryToS3.DataFreshness',
  dimensions: { DeliveryStreamName: 'flow-logs' },
  statistic: 'Maximum',
} as const;

function properties(overrides: Partial<Graph> = {}) {
  return graphProperties(
    { title: 'Freshness', lines: [METRIC], periodSeconds: 3600, unit: 's', ...overrides },
    'eu-west-1',
  );
}

describe('graphProperties', () => {
  it('draws a metric over time, from zero, with the name of the unit', () => {
    expect(properties()).toEqual({
      title: 'Freshness',
      region: 'eu-west-1',
      view: 'timeSeries',
      stacked: false,
      period: 3600,
      metrics: [
        [
          'AWS/Firehose',
          'DeliveryToS3.DataFreshness',
          'DeliveryStreamName',
          'flow-logs',
          { stat: 'Maximum' },
        ],
      ],
      yAxis: { left: { label: 's', min: 0, showUnits: false } },
    });
  });

  it('searches for metrics by schema, name and further terms', () => {
    const search = {
      namespace: 'AWS/Lambda',
      dimensions: ['FunctionName'],
      names: ['Errors', 'Throttles'],
      where: 'FunctionName=egress-dev',
      statistic: 'Sum',
    } as const;
    expect(properties({ lines: [search] })['metrics']).toEqual([
      [
        {
          expression: `SEARCH('{AWS/Lambda,FunctionName} (MetricName="Errors" OR MetricName="Throttles") FunctionName=egress-dev', 'Sum', 3600)`,
          label: '',
        },
      ],
    ]);
  });

  it('puts lines on top of each other, and marks a value, where asked to', () => {
    expect(properties({ stacked: true, mark: { label: 'alarm', value: 100 } })).toMatchObject({
      stacked: true,
      annotations: { horizontal: [{ label: 'alarm', value: 100 }] },
    });
  });
});
