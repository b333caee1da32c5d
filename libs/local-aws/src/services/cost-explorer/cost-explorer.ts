import * as z from 'zod';
import { errorReply, jsonReply } from '../../edge/error-replies';
import type { Backend } from '../../edge/routes';
import { type CostRequest, costRequestSchema, type Filter } from './cost-request';
import { type DailyCost, readDailyCosts } from './daily-costs';

/** Answers Cost Explorer's GetCostAndUsage from a bill. */
export interface CostExplorer {
  /** Takes the table `egress_cost_daily` in a folder for the bill: it holds egress alone, other usage costs nothing here. */
  readonly loadBill: (folder: string) => Promise<void>;
  readonly getCostAndUsage: Exclude<Backend, string>;
}

export function createCostExplorer(): CostExplorer {
  let costs: readonly DailyCost[] | undefined;
  return {
    loadBill: async (folder) => {
      costs = await readDailyCosts(folder);
    },
    getCostAndUsage: (body, operation) => {
      const refuse = (code: string, message: string) => errorReply(operation, { status: 400, code, message });
      // As in an account where Cost Explorer was enabled less than a day ago.
      if (costs === undefined)
        return refuse('DataUnavailableException', 'No bill was loaded into the local Cost Explorer.');
      const { data: request, error } = costRequestSchema.safeParse(JSON.parse(body.toString()));
      if (error) return refuse('ValidationException', `The local Cost Explorer: ${z.prettifyError(error)}`);
      return jsonReply(operation, costAndUsage(costs, request));
    },
  };
}

function costAndUsage(costs: readonly DailyCost[], { TimePeriod, GroupBy, Filter }: CostRequest): object {
  const keysOf = (cost: DailyCost) => GroupBy.map(({ Key }) => cost[Key]);
  return {
    ...(GroupBy.length > 0 && { GroupDefinitions: GroupBy }),
    ResultsByTime: daysOf(TimePeriod).map((day) => {
      const ofDay = costs.filter((cost) => cost.day === day && (Filter === undefined || holds(Filter, cost)));
      return {
        TimePeriod: { Start: day, End: dayAfter(day) },
        Total: GroupBy.length > 0 ? {} : unblendedCost(ofDay),
        Groups: GroupBy.length > 0 ? groupsOf(ofDay, keysOf) : [],
        Estimated: false,
      };
    }),
    DimensionValueAttributes: [],
  };
}

function holds(filter: Filter, cost: DailyCost): boolean {
  if ('And' in filter) return filter.And.every((part) => holds(part, cost));
  const { Key, Values } = filter.Dimensions;
  return Values.includes(cost[Key]);
}

function groupsOf(costs: readonly DailyCost[], keysOf: (cost: DailyCost) => readonly string[]) {
  const groups = new Map<string, DailyCost[]>();
  for (const cost of costs) {
    const key = JSON.stringify(keysOf(cost));
    groups.set(key, [...(groups.get(key) ?? []), cost]);
  }
  return [...groups].map(([key, ofGroup]) => ({
    Keys: JSON.parse(key) as readonly string[],
    Metrics: unblendedCost(ofGroup),
  }));
}

/** Cost Explorer writes up to ten decimals. */
function unblendedCost(costs: readonly DailyCost[]) {
  const usd = costs.reduce((sum, cost) => sum + cost.usd, 0);
  return { UnblendedCost: { Amount: usd.toFixed(10), Unit: 'USD' } };
}

function daysOf({ Start, End }: CostRequest['TimePeriod']): readonly string[] {
  const days: string[] = [];
  for (let day = Start; day < End; day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
