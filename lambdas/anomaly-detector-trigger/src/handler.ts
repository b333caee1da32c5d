import { Logger } from '@aws-lambda-powertools/logger';
import { publishRun } from './adapters/run-metrics';
import { compose } from './compose';
import { environment, event, metrics, type Result } from './contract';
import { detect, type Ports } from './domain/detect';

const logger = new Logger({ serviceName: metrics.service });
let ports: Ports | undefined;

/**
 * Every hour: finds the anomalies up to the newest hour and starts their workflows. Throws after having done all it could if
 * something failed, because a result of a scheduled run reaches nobody and only an error makes Lambda run it again.
 */
export async function handler(input: unknown): Promise<Result> {
  event.parse(input);
  ports ??= compose(environment.parse(process.env));
  const detection = await detect(ports);
  publishRun(detection, Date.now());
  const { result, faults } = detection;
  const all = [...faults.read, ...faults.score, ...faults.start];
  logger.info('Detection', { ...result, faults: all.length });
  if (all.length === 0) return result;
  throw new AggregateError(all, `${all.length} requests failed, the first: ${String(all[0])}`);
}
