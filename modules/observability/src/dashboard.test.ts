import { resource, testStack } from '@egress/module-foundation/testing';
import { Dashboard } from './dashboard';
import type { Graph } from './graph';

const GRAPH: Graph = { title: 'Errors', lines: [], periodSeconds: 60, unit: 'errors' };

describe('Dashboard', () => {
  const stack = testStack();
  new Dashboard(stack, 'Dashboard', {
    name: 'egress',
    rows: [[{ markdown: '# Egress' }], [GRAPH, GRAPH], [GRAPH]],
  });
  const dashboard = resource(stack, 'aws_cloudwatch_dashboard');
  const body = JSON.parse(String(dashboard['dashboard_body'])) as { start: string; widgets: object[] };

  it('has the environment in its name, and shows two weeks', () => {
    expect(dashboard).toMatchObject({ dashboard_name: 'egress-test-egress' });
    expect(body.start).toBe('-P14D');
  });

  it('shares the width of each row evenly, and sets rows below each other', () => {
    expect(body.widgets).toMatchObject([
      { type: 'text', x: 0, y: 0, width: 24, height: 2, properties: { markdown: '# Egress' } },
      { type: 'metric', x: 0, y: 2, width: 12, height: 6 },
      { type: 'metric', x: 12, y: 2, width: 12, height: 6 },
      { type: 'metric', x: 0, y: 8, width: 24, height: 6 },
    ]);
  });

  it('draws metrics of the stack’s region', () => {
    expect(body.widgets[1]).toMatchObject({ properties: { title: 'Errors', region: 'eu-west-1' } });
  });
});
