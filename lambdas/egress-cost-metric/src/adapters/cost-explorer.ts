import { type CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { z } from 'zod';
import type { BilledUsageType } from '../domain/billed-day';

const answerSchema = z.object({
  NextPageToken: z.string().optional(),
  ResultsByTime: z.array(
    z.object({
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
 * Costs of usage from `day` until `end` (exclusive), by usage type and service. Cost Explorer filters usage types by exact
 * value only, and there is one per region and kind, so all of them are fetched. Each page of the answer costs 0.01 USD.
 * Empty where Cost Explorer has no data yet.
 */
export async function readCosts(
  client: CostExplorerClient,
  { day, end }: { readonly day: string; readonly end: string },
): Promise<BilledUsageType[]> {
  const billed: BilledUsageType[] = [];
  let token: string | undefined;
  do {
    const answer = await fetchPage(client, day, end, token);
    for (const { Groups } of answer.ResultsByTime) {
      for (const { Keys, Metrics } of Groups) {
        billed.push({ usageType: Keys[0], service: Keys[1], usd: Metrics.UnblendedCost.Amount });
      }
    }
    token = answer.NextPageToken;
  } while (token !== undefined);
  return billed;
}

async function fetchPage(client: CostExplorerClient, day: string, end: string, token: string | undefined) {
  try {
    const answer = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: day, End: end },
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
    if (error instanceof Error && error.name === 'DataUnavailableException')
      return answerSchema.parse({ ResultsByTime: [] });
    throw error;
  }
}
