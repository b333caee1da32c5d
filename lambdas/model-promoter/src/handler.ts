import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { compose } from './compose';
import { environment, event, metrics, type Result } from './contract';
import { promote, type Promotion } from './promote';

const logger = new Logger({ serviceName: metrics.service });
let promotion: Omit<Promotion, 'now'> | undefined;

/** A step of the training workflow: choose the threshold, register the model, deploy it, check the deployment. */
export async function handler(input: unknown): Promise<Result> {
  const request = event.parse(input);
  promotion ??= compose(environment.parse(process.env));
  const result = await promote(request, { ...promotion, now: new Date().toISOString() });
  logger.info('Promotion', { step: request.step, ...result });
  publish(result);
  return result;
}

function publish(result: Result): void {
  const published = new Metrics({ namespace: metrics.namespace, serviceName: metrics.service });
  published.addDimension('status', result.status);
  published.addMetric('PromotionSteps', MetricUnit.Count, 1);
  published.publishStoredMetrics();
}
