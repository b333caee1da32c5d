import { Logger } from '@aws-lambda-powertools/logger';
import { compose, type PublishEgressCosts } from './compose';
import { event, metrics, type Result } from './contract';

const logger = new Logger({ serviceName: metrics.service });
let publish: PublishEgressCosts | undefined;

/** Once a day: what egress cost yesterday, as a metric, because AWS has none. */
export async function handler(input: unknown): Promise<Result> {
  publish ??= compose();
  const result = await publish(event.parse(input).time);
  logger.info('Egress costs', { ...result });
  return result;
}
