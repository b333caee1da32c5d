import type { Metric } from './metric';

/**
 * Metrics found when the graph is drawn, one line each, so that things made later appear by themselves. CloudWatch finds
 * what had data in the last two weeks.
 */
export interface MetricSearch {
  readonly namespace: string;
  /** Metrics with exactly these dimensions. */
  readonly dimensions: readonly string[];
  /** Any of these metrics. */
  readonly names: readonly string[];
  /** Terms that narrow the search down, such as `FunctionName=egress-dev`, which also finds parts of names. */
  readonly where?: string;
  readonly statistic: Metric['statistic'];
}

/** A graph of metrics over time. */
export interface Graph {
  readonly title: string;
  readonly lines: readonly (Metric | MetricSearch)[];
  readonly periodSeconds: number;
  /** What the vertical axis counts, such as `USD`. */
  readonly unit: string;
  /** Lines on top of each other. @default false */
  readonly stacked?: boolean;
  /** A horizontal line at a value, such as an alarm's threshold. */
  readonly mark?: { readonly label: string; readonly value: number };
}

/** The properties of a metric widget, see "Dashboard body structure and syntax" in the CloudWatch API reference. */
export function graphProperties(graph: Graph, region: string): Record<string, unknown> {
  const { title, lines, periodSeconds, unit, stacked, mark } = graph;
  return {
    title,
    region,
    view: 'timeSeries',
    stacked: stacked ?? false,
    period: periodSeconds,
    metrics: lines.map((line) => ('name' in line ? metricLine(line) : searchLine(line, periodSeconds))),
    yAxis: { left: { label: unit, min: 0, showUnits: false } },
    ...(mark ? { annotations: { horizontal: [mark] } } : {}),
  };
}

function metricLine({ namespace, name, dimensions, statistic }: Metric): unknown[] {
  return [namespace, name, ...Object.entries(dimensions).flat(), { stat: statistic }];
}

function searchLine(search: MetricSearch, periodSeconds: number): unknown[] {
  const { namespace, dimensions, names, where, statistic } = search;
  const schema = [namespace, ...dimensions].join(',');
  const anyName = names.map((name) => `MetricName="${name}"`).join(' OR ');
  const terms = [`{${schema}}`, `(${anyName})`, ...(where ? [where] : [])].join(' ');
  return [{ expression: `SEARCH('${terms}', '${statistic}', ${periodSeconds})`, label: '' }];
}
