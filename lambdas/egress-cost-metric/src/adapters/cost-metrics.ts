import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metrics as names } from '../contract';
import type { DayCosts } from '../domain/egress-costs';

/**
 * Publishes a day's costs through the log. The time of a data point is that of the run, not of the day it tells about: an
 * alarm looks at the newest period and would miss a point that is a day old. The day is in the log entry. A second run
 * writes the same values again, which changes no Maximum.
 */
export function publishCosts({ day, totalUsd, usdByClass }: DayCosts): void {
  const metrics = new Metrics({ namespace: names.namespace, serviceName: names.service });
  metrics.addMetadata('day', day);
  metrics.addMetric(names.costPerDay, MetricUnit.NoUnit, totalUsd);
  for (const [egressClass, usd] of Object.entries(usdByClass)) {
    const single = metrics.singleMetric();
    single.addDimension(names.classDimension, egressClass);
    single.addMetadata('day', day);
    single.addMetric(names.costPerDay, MetricUnit.NoUnit, usd);
  }
  metrics.publishStoredMetrics();
}
