import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Analyze, compose } from './compose';
import { environment, event, metrics as names, type Result } from './contract';

const logger = new Logger({ serviceName: names.service });
let analyze: Analyze | undefined;

/** Says why an anomaly happened, from evidence, and what to do about it. */
export async function handler(input: unknown): Promise<Result> {
  analyze ??= compose(environment.parse(process.env));
  const result = await analyze(event.parse(input).anomaly);
  const { status, anomalyId, cause, confidence, tokens, usd } = result;
  const reason = result.status === 'ranked' ? result.rejectedBecause : undefined;
  const facts = result.facts.length;
  logger.info('Root cause', { anomalyId, status, cause, confidence, reason, facts, usd });

  const metrics = new Metrics({ namespace: names.namespace, serviceName: names.service });
  metrics.addDimension(names.statusDimension, status);
  metrics.addMetric(names.analyses, MetricUnit.Count, 1);
  metrics.addMetric(names.inputTokens, MetricUnit.Count, tokens.input);
  metrics.addMetric(names.outputTokens, MetricUnit.Count, tokens.output);
  metrics.addMetric(names.usd, MetricUnit.NoUnit, usd);
  metrics.publishStoredMetrics();
  return result;
}
