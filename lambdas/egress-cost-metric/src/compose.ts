import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { readCosts } from './adapters/cost-explorer';
import { publishCosts } from './adapters/cost-metrics';
import type { Result } from './contract';
import { dayBefore } from './domain/billed-day';
import { egressCosts } from './domain/egress-costs';

/** Publishes the costs of the day before `time`. */
export type PublishEgressCosts = (time: string) => Promise<Result>;

export function compose(): PublishEgressCosts {
  const client = new CostExplorerClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  return async (time) => {
    const { day, end } = dayBefore(time);
    const billed = await readCosts(client, { day, end });
    if (billed.length === 0) {
      return { status: 'no_data', day, reason: `Cost Explorer has nothing for ${day} yet.` };
    }
    const costs = egressCosts(billed);
    publishCosts(day, costs);
    return { status: 'published', day, ...costs, unknownUsageTypes: [...costs.unknownUsageTypes] };
  };
}
