import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metrics as names, type Result } from '../contract';
import type { Detection } from '../domain/detect';

/** Publishes what each step of a run did; `now` tells how old the newest hour is. */
export function publishRun({ result, faults }: Detection, now: number): void {
  const metrics = new Metrics({ namespace: names.namespace, serviceName: names.service });
  for (const [name, value] of Object.entries(countsOf(result)))
    metrics.addMetric(name, MetricUnit.Count, value);
  metrics.addMetric('ReadFaults', MetricUnit.Count, faults.read.length);
  metrics.addMetric('ScoreFaults', MetricUnit.Count, faults.score.length);
  metrics.addMetric('StartFaults', MetricUnit.Count, faults.start.length);
  if (result.status === 'scored') {
    metrics.addMetric('NewestHourAge', MetricUnit.Seconds, (now - Date.parse(result.hour)) / 1000);
  }
  metrics.publishStoredMetrics();
}

function countsOf(result: Result): Readonly<Record<string, number>> {
  if (result.status !== 'scored') return { RunsWithoutScores: 1 };
  return {
    RunsWithoutScores: 0,
    HoursRead: result.hours,
    RowsRead: result.rows,
    RowsScored: result.scored,
    Anomalies: result.anomalies,
    AnomaliesWithheld: result.withheld,
    WorkflowsStarted: result.started,
    WorkflowsAlreadyStarted: result.alreadyStarted,
  };
}
