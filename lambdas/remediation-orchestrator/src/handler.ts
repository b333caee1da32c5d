import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { compose, type RunStep } from './compose';
import { environment, event, metrics as names, type Result } from './contract';

const logger = new Logger({ serviceName: names.service });
let run: RunStep | undefined;

/** Plans, applies, verifies or undoes the fix of one anomaly. */
export async function handler(input: unknown): Promise<Result> {
  run ??= compose(environment.parse(process.env));
  const request = event.parse(input);
  const result = await run(request, new Date().toISOString());
  const { status, anomalyId } = result;
  const reason = 'reason' in result ? result.reason : undefined;
  logger.info('Remediation step', { step: request.step, anomalyId, status, reason });

  const metrics = new Metrics({ namespace: names.namespace, serviceName: names.service });
  metrics.addDimension(names.stepDimension, request.step);
  metrics.addDimension(names.statusDimension, status);
  metrics.addMetric(names.steps, MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return result;
}
