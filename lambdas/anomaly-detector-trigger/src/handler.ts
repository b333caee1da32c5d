import { Logger } from '@aws-lambda-powertools/logger';
import { publishRun } from './adapters/run-metrics';
import { compose } from './compose';
import { environment, event, metrics, type Result } from './contract';
import { detect, type Ports } from './domain/detect';

const logger = new Logger({ serviceName: metrics.service });
let ports: Ports | undefined;

/**
 * Every hour: finds the anomalies of the newest hour and starts their workflows. Throws after having done all it could if
 * something failed, because a result of a scheduled run reaches nobody and only an error makes Lambda run it again.
 */
export async function handler(input: unknown): Promise<Result> {
  event.parse(input);
  ports ??= compose(environment.parse(process.env));
  const detection = await detect(ports);
  const { result, faults } = detection;
  publishRun(detection, Date.now());
  logger.info('Detection', { ...result, faults: faults.length });
  if (faults.length === 0) return result;
  throw new AggregateError(faults, `${faults.length} requests failed, the first: ${String(faults[0])}`);
}
