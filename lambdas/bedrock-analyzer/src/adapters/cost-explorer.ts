import {
  type CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
} from '@aws-sdk/client-cost-explorer';
import type { Anomaly } from '@egress/contracts';
import * as z from 'zod';
import { COST_EXPLORER_REQUEST_USD } from '../domain/analysis-cost';
import { costIncreases, type DailyCost, daysAround } from '../domain/cost-increases';
import type { EvidenceLimits, EvidenceSource } from '../domain/gather-evidence';
import type { CostIncrease } from '../domain/observation';

/** Bounds what an analysis costs: each page is billed. */
const MOST_PAGES = 3;
const REMEMBERED_MS = 3600 * 1000;

const answerSchema = z.object({
  NextPageToken: z.string().optional(),
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.string() }),
      Groups: z.array(
        z.object({
          Keys: z.tuple([z.string()]),
          Metrics: z.object({
            UnblendedCost: z.object({ Amount: z.coerce.number(), Unit: z.literal('USD') }),
          }),
        }),
      ),
    }),
  ),
});

/**
 * Gathers usage types of the anomaly's account and region whose cost rose on the day of the onset. Cost Explorer lags by up
 * to a day: it may have nothing for that day yet. It has new data three times a day, so that the anomalies of one hour, which
 * may be hundreds, share an answer.
 */
export function costExplorerIncreases(client: CostExplorerClient): EvidenceSource['gather'] {
  const answers = new Map<string, { readonly increases: readonly CostIncrease[]; readonly at: number }>();
  return async (anomaly, limits) => {
    const question = JSON.stringify([daysAround(anomaly.onset), filters(anomaly)]);
    const known = answers.get(question);
    if (known && Date.now() - known.at < REMEMBERED_MS) return known.increases;
    const increases = await askForIncreases(client, anomaly, limits);
    answers.set(question, { increases, at: Date.now() });
    return increases;
  };
}

async function askForIncreases(
  client: CostExplorerClient,
  anomaly: Anomaly,
  { budget, spend }: EvidenceLimits,
): Promise<readonly CostIncrease[]> {
  const { start, day, end } = daysAround(anomaly.onset);
  const costs: DailyCost[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES && (page === 0 || token !== undefined); page++) {
    const request = new GetCostAndUsageCommand({
      TimePeriod: { Start: start, End: end },
      Granularity: 'DAILY',
      Metrics: ['UnblendedCost'],
      Filter: { And: filters(anomaly) },
      GroupBy: [{ Type: 'DIMENSION', Key: 'USAGE_TYPE' }],
      NextPageToken: token,
    });
    spend(COST_EXPLORER_REQUEST_USD);
    const answer = answerSchema.parse(await client.send(request, { abortSignal: budget }));
    costs.push(...answer.ResultsByTime.flatMap(dailyCosts));
    token = answer.NextPageToken;
  }
  return costIncreases(costs, day);
}

function filters({ account, region, egressClass }: Anomaly): Expression[] {
  const only = (Key: 'LINKED_ACCOUNT' | 'RECORD_TYPE' | 'REGION', value: string): Expression => ({
    Dimensions: { Key, Values: [value] },
  });
  const everywhere = [only('LINKED_ACCOUNT', account), only('RECORD_TYPE', 'Usage')];
  // CloudFront's usage belongs to the edges' price regions, not to an AWS region.
  return egressClass === 'cloudfront' ? everywhere : [...everywhere, only('REGION', region)];
}

function dailyCosts({
  TimePeriod,
  Groups,
}: z.output<typeof answerSchema>['ResultsByTime'][number]): readonly DailyCost[] {
  return Groups.map(({ Keys, Metrics }) => ({
    day: TimePeriod.Start,
    usageType: Keys[0],
    usd: Metrics.UnblendedCost.Amount,
  }));
}
