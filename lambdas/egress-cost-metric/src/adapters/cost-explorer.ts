import { type CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { z } from 'zod';
import type { BilledDay, BilledUsageType } from '../domain/billed-day';

const answerSchema = z.object({
  NextPageToken: z.string().optional(),
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.iso.date() }),
      Groups: z.array(
        z.object({
          Keys: z.tuple([z.string(), z.string()]),
          Metrics: z.object({
            UnblendedCost: z.object({ Amount: z.coerce.number(), Unit: z.literal('USD') }),
          }),
        }),
      ),
    }),
  ),
});

/**
 * Costs of usage on each day from `start` until `end` (exclusive), oldest first, by usage type and service. Days of which
 * Cost Explorer has nothing yet are left out; null where it has no data of any day, since it was enabled today. It filters
 * usage types by exact value only, and there is one per region and kind, so all of them are fetched. Each page of the answer
 * costs 0.01 USD.
 */
export async function readCosts(
  client: CostExplorerClient,
  { start, end }: { readonly start: string; readonly end: string },
): Promise<BilledDay[] | null> {
  const days = new Map<string, BilledUsageType[]>();
  let token: string | undefined;
  do {
    const answer = await fetchPage(client, start, end, token);
    if (answer === null) return null;
    for (const { TimePeriod, Groups } of answer.ResultsByTime) {
      const billed = Groups.map(({ Keys, Metrics }) => ({
        usageType: Keys[0],
        service: Keys[1],
        usd: Metrics.UnblendedCost.Amount,
      }));
      days.set(TimePeriod.Start, [...(days.get(TimePeriod.Start) ?? []), ...billed]);
    }
    token = answer.NextPageToken;
  } while (token !== undefined);
  return [...days]
    .map(([day, billed]) => ({ day, billed }))
    .filter(({ billed }) => billed.length > 0)
    .sort((a, b) => a.day.localeCompare(b.day));
}

async function fetchPage(client: CostExplorerClient, start: string, end: string, token: string | undefined) {
  try {
    const answer = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: start, End: end },
        Granularity: 'DAILY',
        Metrics: ['UnblendedCost'],
        Filter: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
        // The service tells CloudFront's European edges from the region eu-west-1.
        GroupBy: [
          { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
          { Type: 'DIMENSION', Key: 'SERVICE' },
        ],
        NextPageToken: token,
      }),
    );
    return answerSchema.parse(answer);
  } catch (error) {
    // Its answer in the first day after Cost Explorer was enabled.
    if (error instanceof Error && error.name === 'DataUnavailableException') return null;
    throw error;
  }
}
