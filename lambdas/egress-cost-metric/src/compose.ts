import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { readCosts } from './adapters/cost-explorer';
import { publishCosts } from './adapters/cost-metrics';
import type { Result } from './contract';
import { daysBefore } from './domain/billed-day';
import { costliest } from './domain/egress-costs';

/**
 * Cost Explorer may lack part of the last day at noon, and has all of a day within 24 hours after it: each day is read
 * again at the next two runs, in the same request, so that neither what came late nor a run that failed hides a costly day.
 */
const DAYS = 3;

/** Publishes the costs of the costliest of the last three days before `time`; throws where the last two have none. */
export type PublishEgressCosts = (time: string) => Promise<Result>;

export function compose(): PublishEgressCosts {
  const client = new CostExplorerClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
  return async (time) => {
    const { start: lastDay } = daysBefore(time, 1);
    const days = await readCosts(client, daysBefore(time, DAYS));
    if (days === null) {
      return { status: 'no_data', day: lastDay, reason: 'Cost Explorer was enabled less than a day ago.' };
    }
    const { start: secondLastDay } = daysBefore(time, 2);
    if (!days.some(({ day }) => day >= secondLastDay)) {
      throw new Error(`Cost Explorer has nothing for ${secondLastDay} and ${lastDay}: is its data late?`);
    }
    const { usdByDay, ...costs } = costliest(days);
    publishCosts(costs);
    return { status: 'published', ...costs, usdByDay };
  };
}
